/** Checks whether the recipients in `alarmsTo` have confirmed their subscriptions to the alarms. */
import * as z from 'zod/mini'
import { allPages, pageToken } from '../aws/all-pages.ts'
import { isFailure } from '../aws/aws-failure.ts'
import { xmlList } from '../aws/reply.ts'
import { type Check, type CheckContext, type Found, ok, warning } from '../finding.ts'
import { alarmTopics } from '../stage-resources.ts'

const Subscriptions = z.looseObject({
  Subscriptions: xmlList('member', z.looseObject({ Endpoint: z.string(), SubscriptionArn: z.string() })),
  NextToken: pageToken,
})

export const alarmAddresses: Check = {
  name: 'alarms',
  async run(context) {
    const { alarmsTo } = context.settings
    if (alarmsTo.length === 0) {
      return warning('alarmsTo is empty', 'Put an e-mail address into alarmsTo, if a person should read the alarms.')
    }
    const findings: Found[] = []
    for (const topic of alarmTopics(context.settings)) findings.push(await checkTopic(context, topic))
    return findings
  },
}

type Topic = ReturnType<typeof alarmTopics>[number]

const checkTopic = async (context: CheckContext, topic: Topic): Promise<Found> => {
  const { region } = topic
  const subscriptions = await subscriptionsTo(context, topic)
  if (subscriptions === undefined)
    return ok(`each address gets a message from ${region} to confirm, once the stage is deployed`)
  const confirmed = new Set(
    subscriptions.filter(({ SubscriptionArn: arn }) => arn.startsWith('arn:')).map(({ Endpoint }) => Endpoint),
  )
  const missing = context.settings.alarmsTo.filter((address) => !confirmed.has(address))
  if (missing.length === 0) return ok(`every address has confirmed the alarms of ${region}`)
  return warning(
    `no alarms of ${region} for ${missing.join(', ')}`,
    'Confirm the message of SNS at each of these addresses. It is valid for three days; after that, "Request confirmation" in the SNS console sends another.',
  )
}

/** Returns the subscriptions to a topic, or undefined if the stage does not have the topic yet. */
const subscriptionsTo = async ({ readAws }: CheckContext, { arn, region }: Topic) => {
  try {
    return await allPages(async (NextToken) => {
      const parameters = { TopicArn: arn, NextToken }
      const page = await readAws('sns:ListSubscriptionsByTopic', Subscriptions, { region, parameters })
      return { items: page.Subscriptions, next: page.NextToken }
    })
  } catch (failure) {
    if (isFailure(failure, /NotFound/)) return undefined
    throw failure
  }
}
