/** Puts an alarm into the state ALARM, and checks in the alarm's history that it published a message. */
import { prefixOf } from '../../../lib/stage-names.ts'
import { no, type Proof, until, yes } from '../proof.ts'

export const alarmPublished: Proof = {
  id: 'alarm-published',
  async run(context) {
    const { stage, account, now } = context
    const name = `${prefixOf(stage)}-unread`
    const start = now()
    await account.raiseAlarm(name)
    const actions = await until(context, async () => {
      const executed = await account.executedAlarmActions(name, start)
      return executed > 0 ? executed : undefined
    })
    return actions === undefined
      ? no('The alarm was raised, but did not publish.')
      : yes({ actions, seconds: Math.round((now() - start) / 1_000) })
  },
}
