/** Checks whether the addresses in `alarmsTo` have confirmed their subscription to the alarms. */
import * as z from 'zod/mini'
import { alarmTopicArnOf } from '../../../lib/stage-names.ts'
import { allPages, pageToken } from '../aws/all-pages.ts'
import { isFailure } from '../aws/aws-failure.ts'
import { xmlList } from '../aws/reply.ts'
import { type Check, type CheckContext, ok, warning } from '../finding.ts'

const Subscriptions = z.looseObject({
  Subscriptions: xmlList('member', z.looseObject({ Endpoint: z.string(), SubscriptionArn: z.string() })),
  NextToken: pageToken,
})

export const alarmAddresses: Check = {
  name: 'alarms',
  async run(context) {
    const { alarmsTo } = context.settings
    if (alarmsTo.length === 0) {
      return warning('alarmsTo is empty', 'Put an e-mail address into alarmsTo, if a person shall read the alarms.')
    }
    const subscriptions = await subscriptionsOf(context)
    if (subscriptions === undefined) return ok('each address gets a message to confirm, once the stage is deployed')
    const confirmed = new Set(
      subscriptions.filter(({ SubscriptionArn: arn }) => arn.startsWith('arn:')).map(({ Endpoint }) => Endpoint),
    )
    const silent = alarmsTo.filter((address) => !confirmed.has(address))
    if (silent.length === 0) return ok('every address has confirmed')
    return warning(
      `${silent.join(', ')} get no alarms`,
      'Confirm the message of SNS at each of these addresses. It is valid for three days; another deployment does not repeat it, but Request confirmation in the SNS console does.',
    )
  },
}

/** Returns the topic's subscriptions, or `undefined` if the stage has no topic yet. */
const subscriptionsOf = async ({ settings, readAws }: CheckContext) => {
  const TopicArn = alarmTopicArnOf(settings)
  try {
    return await allPages(async (NextToken) => {
      const page = await readAws('sns:ListSubscriptionsByTopic', Subscriptions, { parameters: { TopicArn, NextToken } })
      return { items: page.Subscriptions, next: page.NextToken }
    })
  } catch (failure) {
    if (isFailure(failure, /NotFound/)) return undefined
    throw failure
  }
}
