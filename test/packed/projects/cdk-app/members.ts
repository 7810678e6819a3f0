/** Uses each member of the construct, in a stack beside it. */
import { CfnOutput, type Stack } from 'aws-cdk-lib'
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions'
import type { FormEventDetail, SealformService } from 'sealform/cdk'

export const useMembers = (stack: Stack, sealform: SealformService): void => {
  sealform.alarmTopic.addSubscription(new EmailSubscription('on-call@example.com'))
  const outputs = {
    Origin: sealform.publicOrigin,
    Bus: sealform.eventBus.eventBusName,
    Dashboard: sealform.dashboardName,
    Distribution: sealform.distribution.distributionDomainName,
    Pool: sealform.userPool?.userPoolId ?? 'another issuer',
    Audit: sealform.tables.audit.tableName,
  }
  for (const [name, value] of Object.entries(outputs)) new CfnOutput(stack, name, { value })
}

/** A function that gets the events has their type. */
export const formOf = ({ event, formId }: FormEventDetail): string =>
  event === 'form-submitted' ? `answered: ${formId}` : `${event}: ${formId}`
