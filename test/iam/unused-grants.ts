/** The grants that no journey uses, each with the reason to keep it: `function: statement action [attribute]`. */
export const unusedGrants: Readonly<Record<string, string>> = {
  'export-audit: TablesKey kms:Decrypt': 'Lambda reads the stream of an encrypted table with it, for the function.',
  'export-audit: TablesKey kms:DescribeKey': 'As with Decrypt.',
  'cancel-form: Audit dynamodb:ConditionCheckItem': 'Checks the hint of an opened form.',
  'close-conversation: Conversations dynamodb:BatchGetItem': 'Reads a conversation that is already closed.',
  'open-form: Audit dynamodb:ConditionCheckItem': 'Checks a hint that no secret authenticates.',
  'retrieve-submission: Audit dynamodb:ConditionCheckItem': 'As with open-form.',
  'submit-form: Audit dynamodb:ConditionCheckItem': 'As with open-form.',
  'send-form: ConversationsRetention dynamodb:UpdateItem':
    'Extends the retention of a conversation that was opened more than a day ago.',
  'send-form: ConversationsRetention dynamodb:UpdateItem sweepAt': 'As before.',
}
