/** `npm run build`: builds the package `sealform` in `dist/`. */
import { expectNoArguments } from '../tools/command-line.ts'
import { messageOr, runCommand } from '../tools/run-command.ts'

const usage = `Usage: npm run build

Builds the package sealform in dist/: sealform/cdk, sealform/client, sealform/elements and the command sealform, with
their types, the functions' bundles and the pages. npm pack ./dist then packs it.

  --help   print this text

Exit codes: 0 the package is built, 1 it could not be built, 2 the command line is wrong.`

await runCommand({
  usage,
  settingsOf: expectNoArguments,
  needs: () => 'development',
  async run() {
    const { buildPackage } = await import('../tools/package/build-package.ts')
    await buildPackage()
    console.log('dist/ contains the package. npm pack ./dist packs it.')
    return 0
  },
  describeFailure: messageOr('The package could not be built.'),
  failureCode: 1,
})
