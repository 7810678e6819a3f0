import { admits, readsOf, type StepGrants, together, writesAudit } from '../grants.ts'

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
    }),
    vaultKey: 'Decrypt',
    holding: ['getdel', 'exists'],
  },
  'list-history': {
    tables: together(admits, readsOf('conversations', 'forms'), { conversations: ['Query'] }),
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
