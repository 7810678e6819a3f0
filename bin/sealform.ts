#!/usr/bin/env node
/** `npx sealform <command>`: runs a command of the installed package. */
import { runPackageCommand } from '../tools/package/package-command.ts'

await runPackageCommand(process.argv.slice(2))
