import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin';

const isNever = (node) =>
  node?.type === 'TSSatisfiesExpression' && node.typeAnnotation?.type === 'TSNeverKeyword';

/** `default: return value satisfies never` is there for the compiler: no test can reach it, so no mutant counts. */
export const strykerPlugins = [
  declareValuePlugin(PluginKind.Ignore, 'closed-unions', {
    shouldIgnore(path) {
      if (path.node.type !== 'SwitchCase' || path.node.test !== null) return undefined;
      const [first] = path.node.consequent;
      return first?.type === 'ReturnStatement' && isNever(first.argument)
        ? 'the default of a closed union is unreachable'
        : undefined;
    },
  }),
];
