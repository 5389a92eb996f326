import axe from 'axe-core';

/**
 * Rule ids axe finds broken in a tree, each with the first element it names. Layout rules (contrast, target
 * size) cannot be judged without a layout engine; the browser tests run those.
 */
export async function axeViolations(tree: Element): Promise<readonly string[]> {
  const { violations } = await axe.run(tree, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  });
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
}
