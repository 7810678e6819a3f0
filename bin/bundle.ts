/** `npm run bundle`: bundles each handler for deployment, and lists the sizes of the bundles. */
import { join, resolve } from 'node:path'
import { parseCommandLine } from '../tools/command-line.ts'
import { messageOr, printJson, runCommand } from '../tools/run-command.ts'

const usage = `Usage: npm run bundle -- [options]

Bundles each handler as it is deployed into .build/lambdas/<step>/index.js and lists the size of each bundle.

  --json   print JSON instead of a table; call it with npm run --silent, so that nothing else is printed
  --help   print this text

Exit codes: 0 everything is bundled, 1 something could not be bundled, 2 the command line is wrong.`

const root = resolve(import.meta.dirname, '..')
const kilobytes = (bytes: number): string => (bytes / 1024).toFixed(1).padStart(8)

await runCommand({
  usage,
  settingsOf: (args) => parseCommandLine(args, { json: { type: 'boolean', default: false } }).values,
  needs: () => 'deployment',
  async run({ json }) {
    const { bundleHandlers } = await import('../tools/bundle/bundle.ts')
    const bundles = await bundleHandlers({ root, outputFolder: join(root, '.build/lambdas') })
    if (json) {
      printJson(bundles.map(({ metafiles: _, ...bundle }) => bundle))
      return 0
    }
    console.log('compressed   minified  KB')
    for (const { compressedBytes, bytes, zone, step } of bundles)
      console.log(`${kilobytes(compressedBytes)}   ${kilobytes(bytes)}  ${zone}/${step}`)
    return 0
  },
  describeFailure: messageOr('The handlers could not be bundled.'),
  failureCode: 1,
})
