/** Chooses the command of `npx sealform <command>` and starts it. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import * as z from 'zod/mini'
import { packageFolder } from '../project-folders.ts'
import { oldNodeMessage } from './check-node.ts'
import { isCommandName, packageCommands } from './package-commands.ts'

const Manifest = z.object({ version: z.string(), engines: z.object({ node: z.string() }) })
const manifest = (): z.infer<typeof Manifest> =>
  Manifest.parse(JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')))

const usage = `Usage: npx sealform <command> [options]

${Object.entries(packageCommands)
  .map(([name, { summary }]) => `  ${name.padEnd(17)} ${summary}`)
  .join('\n')}

  --help            print this text; after a command, its usage, options and exit codes
  --version         print the version

The commands for a stage read stages.json in this folder; the variable SEALFORM_STAGES names another file.`

/** The packages that the CDK commands need. They are optional, because the other commands do not need them. */
const cdkPackages = ['aws-cdk-lib', 'constructs', 'aws-cdk']

const isInstalled = (name: string): boolean => {
  try {
    createRequire(import.meta.url).resolve(`${name}/package.json`)
    return true
  } catch {
    return false
  }
}

const asksForHelp = (args: readonly string[]): boolean => args.includes('--help') || args.includes('-h')

/** Starts the command of these arguments. The command sets the exit code; a wrong command line sets it to 2. */
export const runPackageCommand = async ([name, ...args]: readonly string[]): Promise<void> => {
  if (name === undefined || name === '--help' || name === '-h') {
    console.log(usage)
    return
  }
  if (name === '--version' || name === '-v') {
    console.log(manifest().version)
    return
  }
  if (!isCommandName(name)) {
    console.error(`Unknown command '${name}'; npx sealform --help lists the commands.`)
    process.exitCode = 2
    return
  }
  const tooOld = oldNodeMessage(manifest().engines.node, process.versions.node)
  if (tooOld !== undefined) {
    console.error(tooOld)
    process.exitCode = 1
    return
  }
  const { start, needsCdk } = packageCommands[name]
  const missing = needsCdk && !asksForHelp(args) ? cdkPackages.filter((each) => !isInstalled(each)) : []
  if (missing.length > 0) {
    console.error(`sealform ${name} needs ${missing.join(', ')}: run npm install --save-dev ${missing.join(' ')}.`)
    process.exitCode = 1
    return
  }
  // The commands read their own arguments. bin/cdk.ts needs its name as well.
  const isCdk = ['bootstrap', 'synth', 'diff', 'deploy', 'destroy'].includes(name)
  process.argv = [...process.argv.slice(0, 2), ...(isCdk ? [name] : []), ...args]
  await start()
}
