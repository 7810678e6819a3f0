import { notErased } from '../../adapters/conditions.ts'
import { at } from '../../adapters/dynamodb-ports.ts'
import { allOf, changeOnCondition, equals } from '../../adapters/expressions.ts'
import { linkedTransactions, type TransactionPart, type TransactionPorts } from '../../adapters/linked-transaction.ts'
import { formItems } from '../../adapters/stored-items.ts'
import { dataKeyItems, submissionItems } from './dynamodb-vault-items.ts'
import type { SubmissionErasures } from './submission-erasures.ts'

export function dynamoDbSubmissionErasures(ports: TransactionPorts): SubmissionErasures {
  const { tables } = ports
  const transactions = linkedTransactions(ports)
  return {
    async erase({ formId, submissionId, erasedAt, event, after, now }) {
      const parts: readonly TransactionPart<'form'>[] = [
        {
          refusedBy: 'form',
          item: {
            Update: {
              ...at(tables, formItems, { formId }),
              ...changeOnCondition({ set: { erasedAt } }, allOf(equals('submissionId', submissionId), notErased)),
            },
          },
        },
        { item: { Delete: at(tables, dataKeyItems, { submissionId }) } },
        { item: { Delete: at(tables, submissionItems, { submissionId }) } },
      ]
      return 'committed' in (await transactions.commit({ event, after, now, parts: () => parts }))
    },
  }
}
