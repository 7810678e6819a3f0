import {
  admissionGrants,
  auditAppendGrants,
  auditWriteGrants,
  machineAdmissionGrants,
  mergeGrants,
  notifyAgentGrants,
  notifySendersGrants,
  readGrants,
  type StepGrants,
  type TableGrants,
} from '../grants.ts'

/**
 * Allows the transaction of an administrator's decision to check two conditions: the caller may make the decision, and
 * the site is unchanged.
 */
const decisionGrants: TableGrants = { people: ['ConditionCheckItem'], sites: ['ConditionCheckItem'] }

const tablesOnly = (tables: TableGrants): StepGrants => ({ tables })
const notifying = (tables: TableGrants): StepGrants => ({ tables, sockets: 'notified' })

/**
 * Stores an open key, and a pointer from the conversation to the key's form. Extends the conversation's retention to the
 * form's retention.
 */
const sendFormGrants: TableGrants = {
  'one-time-keys': ['PutItem of an open key'],
  conversations: ['PutItem of a pointer', 'UpdateItem of a retention'],
}
/** Finds a conversation's forms by its pointers. */
const listFormsGrants = mergeGrants({ conversations: ['Query'] }, readGrants('forms'))

const changeSiteGrants = mergeGrants(admissionGrants, decisionGrants, { sites: ['PutItem'] })

/** The grants of the control zone's steps. No step has a grant on the vault key, on a PCI table or on the holding. */
export const controlZoneGrants = {
  'put-conversation': notifying(
    mergeGrants(machineAdmissionGrants, notifySendersGrants, {
      conversations: ['PutItem of a conversation', 'PutItem of a pointer', 'UpdateItem of an assignment'],
    }),
  ),
  'close-conversation': notifying(
    mergeGrants(machineAdmissionGrants, notifySendersGrants, {
      conversations: ['UpdateItem of a closing'],
      forms: ['UpdateItem of an end'],
    }),
  ),
  'send-form': tablesOnly(
    mergeGrants(admissionGrants, readGrants('conversations', 'templates', 'forms'), sendFormGrants, {
      forms: ['PutItem of a form'],
    }),
  ),
  'list-forms': tablesOnly(mergeGrants(admissionGrants, readGrants('conversations'), listFormsGrants)),
  'get-form': tablesOnly(mergeGrants(admissionGrants, readGrants('forms'))),
  'resend-form': tablesOnly(
    mergeGrants(admissionGrants, auditAppendGrants, readGrants('forms', 'conversations'), sendFormGrants, {
      // The transaction checks that the conversation is active and assigned to the sender.
      conversations: ['ConditionCheckItem'],
      forms: ['UpdateItem of a resending'],
    }),
  ),
  'cancel-form': notifying(
    mergeGrants(admissionGrants, auditAppendGrants, readGrants('forms'), notifyAgentGrants, {
      forms: ['UpdateItem of a cancellation'],
    }),
  ),
  'open-form': tablesOnly(
    mergeGrants(
      readGrants('sites', 'forms', 'conversations', 'templates', 'one-time-keys'),
      auditWriteGrants,
      auditAppendGrants,
      { forms: ['UpdateItem of an opening'] },
    ),
  ),
  'resume-form': tablesOnly(readGrants('forms', 'sites', 'templates')),
  'extend-form': tablesOnly(mergeGrants(readGrants('forms'), { forms: ['UpdateItem of an extension'] })),
  'report-progress': notifying(mergeGrants(readGrants('forms', 'templates'), notifyAgentGrants)),
  'decline-form': tablesOnly(
    mergeGrants(readGrants('forms'), auditWriteGrants, auditAppendGrants, {
      forms: ['UpdateItem of a declining'],
    }),
  ),
  'list-templates': tablesOnly(mergeGrants(admissionGrants, { templates: ['Query'] })),
  'get-template': tablesOnly(mergeGrants(admissionGrants, readGrants('templates'))),
  'put-template': tablesOnly(
    mergeGrants(admissionGrants, readGrants('templates'), { templates: ['GetItem', 'PutItem'] }),
  ),
  'delete-template': tablesOnly(
    mergeGrants(admissionGrants, readGrants('templates'), {
      templates: ['ConditionCheckItem', 'UpdateItem of a template'],
    }),
  ),
  'get-site': tablesOnly(admissionGrants),
  'put-site': tablesOnly(changeSiteGrants),
  'patch-site': tablesOnly(changeSiteGrants),
  'list-people': tablesOnly(mergeGrants(admissionGrants, { people: ['Query'] })),
  'put-person': notifying(
    mergeGrants(admissionGrants, decisionGrants, notifyAgentGrants, { people: ['UpdateItem of a person'] }),
  ),
  'list-audit': tablesOnly(mergeGrants(admissionGrants, readGrants('conversations', 'audit'), { audit: ['Query'] })),
  'issue-events-ticket': tablesOnly(mergeGrants(admissionGrants, { connections: ['PutItem of a ticket'] })),
  'get-session': tablesOnly(admissionGrants),
  'stay-signed-in': tablesOnly(admissionGrants),
  'sign-out': notifying(mergeGrants(admissionGrants, notifyAgentGrants)),
  'get-openapi': tablesOnly({}),
} as const satisfies Record<string, StepGrants>

/** Reads who may embed a site's pages. */
export const servePageGrants = readGrants('sites')
