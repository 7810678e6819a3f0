import { type TableDefinition, tableDefinitions, tableList } from '../../lambdas/adapters/dynamodb/tables.ts'
import { admits, readsOf, type StepGrants, type TableGrants, together, writesAudit } from '../grants.ts'

/**
 * What the steps of the PCI zone may do. A visitor's key can only tokenise and an agent's only detokenise: `submit-form` makes
 * data keys and opens none, `retrieve-submission` the reverse, and each may give the holding its own half of the commands.
 */
export const pciZoneGrants = {
  'issue-submit-key': { tables: together(readsOf('forms'), { 'one-time-keys': ['PutItem'] }) },
  'submit-form': {
    tables: together(readsOf('forms', 'one-time-keys', 'templates'), writesAudit, {
      'one-time-keys': ['UpdateItem'],
      forms: ['UpdateItem'],
      conversations: ['ConditionCheckItem'],
      submissions: ['PutItem'],
      'data-keys': ['PutItem'],
    }),
    vaultKey: 'GenerateDataKey',
    holding: ['set', 'del', 'exists'],
  },
  'issue-retrieve-key': { tables: together(admits, readsOf('forms'), { 'one-time-keys': ['PutItem'] }) },
  'retrieve-submission': {
    tables: together(admits, readsOf('forms', 'one-time-keys', 'submissions', 'data-keys'), {
      'one-time-keys': ['UpdateItem'],
      forms: ['UpdateItem'],
      conversations: ['ConditionCheckItem'],
      people: ['ConditionCheckItem'],
      // The session that the key was issued to, where another asks.
      'agent-sessions': ['ConditionCheckItem'],
    }),
    vaultKey: 'Decrypt',
    holding: ['getdel', 'exists'],
  },
  'list-history': {
    tables: together(admits, readsOf('conversations', 'forms'), {
      conversations: ['Query'],
      submissions: ['BatchGetItem of ids'],
    }),
  },
  'view-history': {
    tables: together(admits, readsOf('conversations', 'forms', 'templates', 'submissions', 'data-keys'), {
      conversations: ['ConditionCheckItem'],
      forms: ['ConditionCheckItem'],
      submissions: ['ConditionCheckItem'],
      'data-keys': ['ConditionCheckItem'],
      people: ['ConditionCheckItem'],
    }),
    vaultKey: 'Decrypt',
  },
  erase: {
    tables: together(admits, readsOf('conversations', 'forms', 'submissions'), {
      conversations: ['GetItem', 'Query', 'PutItem', 'UpdateItem'],
      forms: ['UpdateItem'],
      submissions: ['DeleteItem'],
      'data-keys': ['DeleteItem'],
    }),
    holding: ['del', 'exists'],
  },
  'get-erasure': { tables: together(admits, { conversations: ['GetItem'] }) },
} as const satisfies Record<string, StepGrants>

/** To find out how long submissions are kept, and how long their sites say. */
const readsTimes = together(readsOf('sites'), { submissions: ['Scan of times'] })

/** Those whose records do not stay. */
const keptTables = tableList.filter((table) => {
  const { timeToLive }: TableDefinition = tableDefinitions[table]
  return timeToLive !== undefined
})

/** What removes, and what shows that nothing was left: neither can read an answer, and who shows it can remove nothing. */
export const retentionGrants = {
  'sweep-retention': together(readsTimes, { submissions: ['DeleteItem'], 'data-keys': ['DeleteItem'] }),
  'check-retention': together(readsTimes, Object.fromEntries(keptTables.map((table) => [table, ['Scan of counts']]))),
} as const satisfies Record<string, TableGrants>
