import { logGroupNameOf } from '../../../lib/stage-names.ts'
import { no, notShown, type Proof, until, yes } from '../proof.ts'

export const trail: Proof = {
  id: 'trail',
  async run(context) {
    const { stage, account, now } = context
    if (stage.trail.kind !== 'made-here') return notShown('The trail of this account is not of the stage.')
    const start = now()
    const lines = await until(context, async () => {
      // Count all lines since the stage was created, because the trail delivers events some minutes later.
      const found = await account.logLines(logGroupNameOf(stage, 'trail'), 0)
      return found > 0 ? found : undefined
    })
    return lines === undefined
      ? no('The log of the trail has no line.')
      : yes({ lines, seconds: Math.round((now() - start) / 1_000) })
  },
}
