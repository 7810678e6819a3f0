import {
  admissionGrants,
  auditAppendGrants,
  auditWriteGrants,
  machineAdmissionGrants,
  mergeGrants,
  notifyAgentGrants,
  readGrants,
  type StepGrants,
  type TableGrants,
} from '../grants.ts'

const tablesOnly = (tables: TableGrants): StepGrants => ({ tables })

/** To put an open key and the pointer to its form under the conversation, and to keep the conversation as long as these. */
const sendFormGrants: TableGrants = { 'one-time-keys': ['PutItem'], conversations: ['PutItem', 'UpdateItem'] }
const updateFormGrants: TableGrants = { forms: ['UpdateItem'] }
/** To find the forms of a conversation by the pointers under it. */
const listFormsGrants = mergeGrants({ conversations: ['Query'] }, readGrants('forms'))

/** What the steps of the control zone may do. None has a grant on the vault key, on a PCI table or on the holding. */
export const controlZoneGrants = {
  'put-conversation': tablesOnly(
    mergeGrants(machineAdmissionGrants, auditAppendGrants, readGrants('conversations'), {
      conversations: ['PutItem', 'UpdateItem'],
    }),
  ),
  'close-conversation': tablesOnly(
    mergeGrants(
      machineAdmissionGrants,
      auditAppendGrants,
      readGrants('conversations'),
      { conversations: ['UpdateItem'] },
      listFormsGrants,
      updateFormGrants,
    ),
  ),
  'send-form': tablesOnly(
    mergeGrants(
      admissionGrants,
      auditAppendGrants,
      readGrants('conversations', 'templates', 'forms'),
      sendFormGrants,
      updateFormGrants,
      {
        forms: ['PutItem'],
      },
    ),
  ),
  'list-forms': tablesOnly(mergeGrants(admissionGrants, readGrants('conversations'), listFormsGrants)),
  'get-form': tablesOnly(mergeGrants(admissionGrants, readGrants('forms'))),
  'resend-form': tablesOnly(
    mergeGrants(
      admissionGrants,
      auditAppendGrants,
      readGrants('forms', 'conversations'),
      sendFormGrants,
      updateFormGrants,
    ),
  ),
  'cancel-form': tablesOnly(mergeGrants(admissionGrants, auditAppendGrants, readGrants('forms'), updateFormGrants)),
  'open-form': tablesOnly(
    mergeGrants(
      readGrants('sites', 'forms', 'conversations', 'templates'),
      auditWriteGrants,
      auditAppendGrants,
      updateFormGrants,
      {
        'one-time-keys': ['UpdateItem'],
      },
    ),
  ),
  'resume-form': tablesOnly(readGrants('forms', 'sites', 'templates')),
  'extend-form': tablesOnly(mergeGrants(readGrants('forms'), updateFormGrants)),
  'report-progress': { tables: mergeGrants(readGrants('forms', 'templates'), notifyAgentGrants), sockets: 'told' },
  'decline-form': tablesOnly(mergeGrants(readGrants('forms'), updateFormGrants, auditWriteGrants, auditAppendGrants)),
  'list-templates': tablesOnly(mergeGrants(admissionGrants, { templates: ['Query'] })),
  'get-template': tablesOnly(mergeGrants(admissionGrants, readGrants('templates'))),
  'put-template': tablesOnly(mergeGrants(admissionGrants, { templates: ['GetItem', 'PutItem'] })),
  'delete-template': tablesOnly(mergeGrants(admissionGrants, readGrants('templates'), { templates: ['UpdateItem'] })),
  'get-site': tablesOnly(admissionGrants),
  'put-site': tablesOnly(mergeGrants(admissionGrants, { sites: ['PutItem'] })),
  'list-people': tablesOnly(mergeGrants(admissionGrants, { people: ['Query'] })),
  'put-person': tablesOnly(mergeGrants(admissionGrants, { people: ['UpdateItem'] })),
  'list-audit': tablesOnly(mergeGrants(admissionGrants, readGrants('conversations'), { audit: ['Query'] })),
  'issue-events-ticket': tablesOnly(mergeGrants(admissionGrants, { connections: ['PutItem'] })),
  'get-openapi': tablesOnly({}),
} as const satisfies Record<string, StepGrants>

/** To read who may frame the pages of a site. */
export const servePageGrants = readGrants('sites')
