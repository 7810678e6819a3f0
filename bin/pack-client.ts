/** `npm run pack:client`: builds the package `sealform/client` and packs it into `.build/`. */
import { expectNoArguments } from '../tools/command-line.ts'
import { messageOr, runCommand } from '../tools/run-command.ts'

const usage = `Usage: npm run pack:client

Builds the package sealform/client in dist/ and packs it into .build/sealform-<version>.tgz, which npm install takes.

  --help   print this text

Exit codes: 0 the package is packed, 1 it could not be packed, 2 the command line is wrong.`

await runCommand({
  usage,
  settingsOf: expectNoArguments,
  needs: () => 'development',
  async run() {
    const [{ buildClient }, { packClient }] = await Promise.all([
      import('../tools/client/build-client.ts'),
      import('../tools/client/pack-client.ts'),
    ])
    await buildClient()
    console.log(packClient())
    return 0
  },
  describeFailure: messageOr('The client could not be packed.'),
  failureCode: 1,
})
