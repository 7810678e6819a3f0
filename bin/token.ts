/** `npm run token`: gets an access token of a deployed stage or of the local run. */
import { runCommand } from '../tools/run-command.ts'
import { failureOf } from '../tools/stage/stage-failure.ts'
import { settingsOf, usage } from '../tools/token/settings.ts'
import { writeToken } from '../tools/token/write-token.ts'
import { UsageFailure } from '../tools/usage-failure.ts'

await runCommand({
  usage,
  settingsOf: (args) => settingsOf(args),
  async run({ owner, out }) {
    const { getToken } = await import('../tools/token/get-token.ts')
    // Only the token is written to the standard output.
    const token = await getToken(owner, (line) => console.error(line))
    if (out === undefined) {
      console.log(token)
      return 0
    }
    try {
      writeToken(out, token)
    } catch {
      throw new UsageFailure(`The file ${out} cannot be written.`)
    }
    console.error(`✓ The token is in ${out}, which only you can read.`)
    return 0
  },
  describeFailure: (failure) => failureOf(failure).message,
  failureCode: 1,
})
