/** `npm run token`: gets an access token of a deployed stage or of the local run. */
import { runCommand } from '../tools/run-command.ts'
import { failureOf } from '../tools/stage/stage-failure.ts'
import { settingsOf, usage } from '../tools/token/settings.ts'
import { writeToken } from '../tools/token/write-token.ts'
import { UsageFailure } from '../tools/usage-failure.ts'

await runCommand({
  usage,
  settingsOf: (args) => settingsOf(args),
  needs: ({ owner }) => (owner.kind === 'local' ? undefined : 'deployment'),
  async run({ owner, out }) {
    // Only the token is written to the standard output.
    const print = (line: string) => console.error(line)
    const token =
      owner.kind === 'local'
        ? await (await import('../tools/token/request-token.ts')).localToken(owner.origin, owner.who)
        : await (await import('../tools/token/get-token.ts')).getToken(owner, print)
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
