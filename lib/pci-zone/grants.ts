import { type TableDefinition, tableDefinitions, tableList } from '../../lambdas/adapters/dynamodb/tables.ts'
import {
  admissionGrants,
  auditAppendGrants,
  auditWriteGrants,
  mergeGrants,
  readGrants,
  type StepGrants,
  type TableGrants,
} from '../grants.ts'

/**
 * The grants of the PCI zone's steps. A visitor's key can only tokenise, so `submit-form` generates data keys and
 * decrypts none. An agent's key can only detokenise, so `retrieve-submission` decrypts data keys and generates none.
 * Each step may send only its own commands to the holding.
 */
export const pciZoneGrants = {
  'issue-submit-key': { tables: mergeGrants(readGrants('forms'), { 'one-time-keys': ['PutItem of a submit key'] }) },
  'submit-form': {
    tables: mergeGrants(readGrants('forms', 'one-time-keys', 'templates'), auditWriteGrants, auditAppendGrants, {
      'one-time-keys': ['UpdateItem of a submit claim'],
      forms: ['UpdateItem of a submission'],
      conversations: ['ConditionCheckItem'],
      submissions: ['PutItem'],
      'data-keys': ['PutItem'],
    }),
    vaultKey: 'GenerateDataKey',
    holding: ['set', 'del', 'exists'],
  },
  'issue-retrieve-key': {
    tables: mergeGrants(admissionGrants, readGrants('forms'), {
      'one-time-keys': ['PutItem of a retrieve key'],
    }),
  },
  'retrieve-submission': {
    tables: mergeGrants(
      admissionGrants,
      auditAppendGrants,
      readGrants('forms', 'one-time-keys', 'submissions', 'data-keys'),
      {
        'one-time-keys': ['UpdateItem of a retrieve claim'],
        forms: ['UpdateItem of a release'],
        conversations: ['ConditionCheckItem'],
        people: ['ConditionCheckItem'],
        // If another session uses the key, checks the session that the key was issued to.
        'agent-sessions': ['ConditionCheckItem'],
      },
    ),
    vaultKey: 'Decrypt',
    holding: ['getdel', 'exists'],
  },
  'list-history': {
    tables: mergeGrants(admissionGrants, readGrants('conversations', 'forms'), {
      conversations: ['Query'],
      submissions: ['BatchGetItem of descriptions'],
    }),
  },
  'view-history': {
    tables: mergeGrants(
      admissionGrants,
      auditAppendGrants,
      readGrants('conversations', 'forms', 'templates', 'submissions', 'data-keys'),
      {
        conversations: ['ConditionCheckItem'],
        forms: ['ConditionCheckItem'],
        submissions: ['ConditionCheckItem'],
        'data-keys': ['ConditionCheckItem'],
        people: ['ConditionCheckItem'],
      },
    ),
    vaultKey: 'Decrypt',
  },
  erase: {
    tables: mergeGrants(admissionGrants, readGrants('conversations', 'forms', 'submissions'), {
      conversations: [
        'GetItem',
        'Query',
        'PutItem',
        'UpdateItem of an erased conversation',
        'UpdateItem of an erasure',
      ],
      forms: ['UpdateItem of an erased form'],
      submissions: ['DeleteItem'],
      'data-keys': ['DeleteItem'],
    }),
    holding: ['del', 'exists'],
  },
  'preview-erasure': {
    tables: mergeGrants(admissionGrants, readGrants('conversations', 'forms', 'submissions'), {
      conversations: ['Query'],
    }),
  },
  'get-erasure': { tables: mergeGrants(admissionGrants, { conversations: ['GetItem'] }) },
} as const satisfies Record<string, StepGrants>

/** Reads the retention of submissions, and the retention in their sites' settings. */
const readRetentionGrants = mergeGrants(readGrants('sites'), { submissions: ['Scan of times'] })

/** The tables whose records expire. */
const expiringTables = tableList.filter((table) => {
  const { timeToLive }: TableDefinition = tableDefinitions[table]
  return timeToLive !== undefined
})

/**
 * The grants of the two retention tasks. The sweep deletes expired data, and the check verifies that no expired data
 * remains. Neither task can read an answer, and the check cannot delete anything.
 */
export const retentionGrants = {
  'sweep-retention': mergeGrants(readRetentionGrants, { submissions: ['DeleteItem'], 'data-keys': ['DeleteItem'] }),
  'check-retention': mergeGrants(
    readRetentionGrants,
    Object.fromEntries(expiringTables.map((table) => [table, ['Scan of counts']])),
  ),
} as const satisfies Record<string, TableGrants>
