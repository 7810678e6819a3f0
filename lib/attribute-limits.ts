/**
 * Limits reads and writes to certain attributes. The limits are data. In IAM, such a limit is an allow-list of all
 * attributes that a request names. They include the attributes that the request writes, those in its condition and
 * those in the key. So a role may also write the attributes that its conditions name.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
 */
import { type TableDefinition, type TableName, tableDefinitions } from '../lambdas/adapters/dynamodb/tables.ts'

export interface AttributeLimit {
  /** The part of the statement's id that follows the table. */
  readonly sid: string
  /** The attributes that a request may name, in addition to those in the table's key. */
  readonly attributes: readonly string[]
  /** The conditions that limit what the request may return. */
  readonly only: StatementConditions
}

/** The conditions of an IAM policy statement. */
export interface StatementConditions {
  readonly [operator: string]: object | undefined
  readonly StringEquals?: object
}

/**
 * Forbids return values. Otherwise, a write could return the whole item that it changes, because `dynamodb:Attributes`
 * does not limit return values.
 */
const returnsNothing = { StringEqualsIfExists: { 'dynamodb:ReturnValues': 'NONE' } }
const returnsUpdated = { StringEqualsIfExists: { 'dynamodb:ReturnValues': ['NONE', 'UPDATED_NEW'] } }

/** The attributes on which every change to a form is conditional. */
const formCondition = ['state', 'generation', 'closedAt', 'erasedAt']
const keyRecord = [...['action', 'siteId', 'conversationId', 'formId', 'generation'], ...['expiresAt', 'sweepAt']]
const place = ['chainPlace', 'chainMac']
const claim = ['claimedBy', 'action', 'expiresAt']
const boundClaim = [...claim, 'siteId', 'formId', 'generation', 'subject']

const writes = (sid: string, ...attributes: readonly string[]) => ({ sid, attributes, only: returnsNothing })

export const attributeLimits = {
  'PutItem of a conversation': writes(
    'Record',
    ...['siteId', 'conversationId', 'state', 'agentId', 'agentIssuer', 'visitorRef', 'openedAt', 'sweepAt'],
  ),
  /** A pointer to a form or a conversation. It contains only the table's key and the TTL. */
  'PutItem of a pointer': writes('Pointer', 'sweepAt'),
  /** A new form, which is not bound to a visitor and has no submission. */
  'PutItem of a form': writes(
    'Record',
    ...['siteId', 'conversationId', 'templateId', 'templateVersion', 'sender', 'state', 'generation', 'settings'],
    ...['locale', 'only', 'follows', 'context', 'contextHash', 'sealingKey', 'sentAt', 'expiresAt', 'sweepAt'],
  ),
  /** An open key has no subject, so it can never serve as a submit key or a retrieve key. */
  'PutItem of an open key': writes('OpenKey', ...keyRecord, ...place, 'templateId', 'templateVersion', 'mac'),
  'PutItem of a submit key': writes('SubmitKey', ...keyRecord, 'subject'),
  'PutItem of a retrieve key': writes(
    'RetrieveKey',
    ...[...keyRecord, ...place],
    ...['subject', 'submissionId', 'sessionHash', 'sentAt'],
  ),
  'PutItem of a ticket': writes('Ticket', 'ticketHash', 'signIn', 'expiresAt', 'sweepAt'),
  'PutItem of a socket': writes('Socket', 'connectionId', 'signIn', 'connectedAt', 'sweepAt'),

  'UpdateItem of an assignment': writes('Assignment', 'state', 'agentId', 'agentIssuer', 'visitorRef', 'sweepAt'),
  'UpdateItem of a closing': writes('Closing', 'state', 'closedAt', 'sweepAt'),
  'UpdateItem of a retention': writes('Retention', 'sweepAt'),
  'UpdateItem of an erased conversation': writes('Erased', 'erasedAt'),
  'UpdateItem of an erasure': writes(
    'Erasure',
    ...['status', 'place', 'formPlace', 'erasedSubmissions', 'beyondPlace', 'check'],
    ...['erasedAt', 'earlierSubmissions'],
  ),

  'UpdateItem of an opening': writes(
    'Opening',
    ...formCondition,
    ...['visitorHash', 'expiresAt', 'openedAt'],
    ...place,
  ),
  'UpdateItem of a resending': writes(
    'Resending',
    ...formCondition,
    ...['settings', 'locale', 'sealingKey', 'sentAt', 'expiresAt', 'visitorHash', 'openedAt', 'chainPlace', 'sweepAt'],
  ),
  'UpdateItem of a cancellation': writes('Cancellation', ...formCondition, 'chainPlace'),
  'UpdateItem of an extension': writes('Extension', ...formCondition, 'visitorHash', 'expiresAt'),
  'UpdateItem of a declining': writes('Declining', ...formCondition, 'visitorHash', 'expiresAt', 'chainPlace'),
  'UpdateItem of an end': writes('End', 'closedAt'),
  'UpdateItem of a submission': writes(
    'Submission',
    ...formCondition,
    ...['visitorHash', 'expiresAt', 'submissionId', 'submittedAt', 'chainPlace', 'sweepAt'],
  ),
  'UpdateItem of a release': writes('Release', ...formCondition, 'retrievedAt', 'chainPlace'),
  'UpdateItem of an erased form': writes('Erased', 'erasedAt', 'submissionId', 'sentAt'),

  'UpdateItem of a submit claim': writes('SubmitClaim', ...boundClaim),
  'UpdateItem of a retrieve claim': writes('RetrieveClaim', ...boundClaim, 'submissionId'),
  'UpdateItem of a ticket claim': writes('TicketClaim', 'claimedBy', 'expiresAt'),

  /**
   * A first sign-in. Only `UpdateItem of a person`, below, may write a profile, so no other update can grant a
   * permission.
   */
  'UpdateItem of a sign-in': writes('SignIn', 'siteId', 'issuer', 'enabled', 'lastSignInAt'),
  'UpdateItem of an unused person': writes('Unused', 'enabled', 'enabledAt', 'lastSignInAt', 'signInsEndedAt'),
  'UpdateItem of a start': {
    sid: 'Start',
    attributes: ['siteId', 'issuer', 'enabled', 'enabledAt', 'failedSignIns', 'lastAttempt'],
    only: returnsUpdated,
  },
  'UpdateItem of a lock-out': writes('LockOut', 'enabled', 'failedSignIns', 'signInsEndedAt'),
  'UpdateItem of a success': writes(
    'Success',
    ...['siteId', 'issuer', 'enabled', 'lastSignInAt', 'failedSignIns', 'lastAttempt'],
  ),
  'UpdateItem of a new password': writes(
    'NewPassword',
    ...['siteId', 'issuer', 'enabled', 'enabledAt', 'signInsEndedAt'],
  ),

  /** An administrator's decision, the only operation that may write a profile. */
  'UpdateItem of a person': writes(
    'Person',
    ...['siteId', 'issuer', 'enabled', 'profile', 'enabledAt', 'signInsEndedAt', 'failedSignIns', 'lastAttempt'],
  ),

  'UpdateItem of a session': writes('Use', 'lastSeenAt', 'ended'),
  'UpdateItem of a template': writes('Switch', 'enabled'),

  /** Writes pointers into the audit table, never records. */
  'PutItem of pointers': {
    sid: 'Pointers',
    attributes: ['recordChain', 'recordSequence', 'sweepAt'],
    only: { ...returnsNothing, 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['*#pointers#*'] } },
  },

  /** Reads all attributes of a submission except its ciphertext. */
  'BatchGetItem of descriptions': {
    sid: 'Descriptions',
    attributes: [
      ...['siteId', 'conversationId', 'formId', 'templateId', 'templateVersion', 'sender'],
      ...['submittedAt', 'expiresAt', 'sealedQuestions', 'contextHash'],
    ],
    only: { StringEqualsIfExists: { 'dynamodb:Select': 'SPECIFIC_ATTRIBUTES' } },
  },
  /** Reads whether each person may sign in, and when they last did. */
  'Scan of uses': {
    sid: 'Uses',
    attributes: ['siteId', 'issuer', 'enabled', 'lastSignInAt', 'enabledAt'],
    only: { StringEquals: { 'dynamodb:Select': 'SPECIFIC_ATTRIBUTES' } },
  },
  /** Reads each submission's site and retention. */
  'Scan of times': {
    sid: 'Times',
    attributes: ['siteId', 'submittedAt', 'expiresAt'],
    only: { StringEquals: { 'dynamodb:Select': 'SPECIFIC_ATTRIBUTES' } },
  },
  /** Counts records by their retention, and returns none of their attributes. */
  'Scan of counts': {
    sid: 'Counts',
    attributes: ['sweepAt'],
    only: { StringEquals: { 'dynamodb:Select': 'COUNT' } },
  },
} as const satisfies Record<string, AttributeLimit>

export type LimitedAction = keyof typeof attributeLimits

/** Returns all attributes that a request with this limit may name: those in the table's key and the limit's own. */
export function allowedAttributes(action: LimitedAction, table: TableName): readonly string[] {
  const { partition, sort }: TableDefinition = tableDefinitions[table]
  const key = [partition.name, ...(sort === undefined ? [] : [sort.name])]
  return [...new Set([...key, ...attributeLimits[action].attributes])]
}
