import { auditCommand } from './audit-command.ts';
import { nodeIo } from './node-io.ts';

process.exitCode = await auditCommand(process.argv.slice(2), nodeIo, process.stderr.isTTY);
