/** `npm run structure`: measures the source tree. */
import { statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseCommandLine } from '../tools/command-line.ts'
import { messageOr, printJson, runCommand } from '../tools/run-command.ts'
import { UsageFailure } from '../tools/usage-failure.ts'

const usage = `Usage: npm run structure -- [options]

Measures the folders, arrows and cycles of the source tree, and how much a reader opens to follow one step.

  --root <folder>   the checkout to measure (default: this one)
  --json            print JSON instead of tables; call it with npm run --silent, so that nothing else is printed
  --help            print this text

Exit codes: 0 the tree is measured, 1 it could not be measured, 2 the command line is wrong.`

const options = {
  json: { type: 'boolean', default: false },
  root: { type: 'string', default: resolve(import.meta.dirname, '..') },
} as const

const settingsOf = (args: readonly string[]) => {
  const { json, root } = parseCommandLine(args, options).values
  if (statSync(join(root, '.dependency-cruiser.mjs'), { throwIfNoEntry: false }) === undefined)
    throw new UsageFailure(`--root: ${root} is not a checkout of this project.`)
  return { json, root: resolve(root) }
}

await runCommand({
  usage,
  settingsOf,
  needs: () => 'development',
  async run({ json, root }) {
    const { measureStructure } = await import('./structure/measure-structure.ts')
    const { folders, steps } = await measureStructure(root)
    if (json) printJson({ folders, steps })
    else {
      console.table(folders)
      console.table(steps)
    }
    return 0
  },
  describeFailure: messageOr('The structure could not be measured.'),
  failureCode: 1,
})
