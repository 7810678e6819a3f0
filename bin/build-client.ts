/** `npm run build:client`: builds the package `sealform/client` in `dist/`. */
import { expectNoArguments } from '../tools/command-line.ts'
import { messageOr, runCommand } from '../tools/run-command.ts'

const usage = `Usage: npm run build:client

Builds the package sealform/client in dist/: one JavaScript file without dependencies, its types and a manifest. npm run
pack:client builds and packs it.

  --help   print this text

Exit codes: 0 the package is built, 1 it could not be built, 2 the command line is wrong.`

await runCommand({
  usage,
  settingsOf: expectNoArguments,
  needs: () => 'development',
  async run() {
    const { buildClient } = await import('../tools/client/build-client.ts')
    await buildClient()
    return 0
  },
  describeFailure: messageOr('The client could not be built.'),
  failureCode: 1,
})
