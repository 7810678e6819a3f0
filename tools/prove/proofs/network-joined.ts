/** Checks that the flow log contains the traffic of a submission, which runs in the isolated network. */
import { logGroupNameOf } from '../../../lib/stage-names.ts'
import { no, type Proof, until, yes } from '../proof.ts'

export const networkJoined: Proof = {
  id: 'network-joined',
  async run(context) {
    const { stage, account, callers, now } = context
    const start = now()
    const { driver } = await callers()
    await driver.submitForm()
    const lines = await until(context, async () => {
      const found = await account.logLines(logGroupNameOf(stage, 'network'), start)
      return found > 0 ? found : undefined
    })
    return lines === undefined
      ? no('A form was submitted, but the flow log has no line.')
      : yes({ lines, seconds: Math.round((now() - start) / 1_000) })
  },
}
