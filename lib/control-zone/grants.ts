import {
  admits,
  admitsMachine,
  readsOf,
  type StepGrants,
  type TableGrants,
  tellsAgents,
  together,
  writesAudit,
} from '../grants.ts'

const stores = (tables: TableGrants): StepGrants => ({ tables })

/** To put an open key and the pointer to its form under the conversation, and to keep the conversation as long as these. */
const sendsForms: TableGrants = { 'one-time-keys': ['PutItem'], conversations: ['PutItem', 'UpdateItem'] }
const changesForms: TableGrants = { forms: ['UpdateItem'] }
/** To find the forms of a conversation by the pointers under it. */
const listsForms = together({ conversations: ['Query'] }, readsOf('forms'))

/** What the steps of the control zone may do. None has a grant on the vault key, on a PCI table or on the holding. */
export const controlZoneGrants = {
  'put-conversation': stores(
    together(admitsMachine, readsOf('conversations'), { conversations: ['PutItem', 'UpdateItem'] }),
  ),
  'close-conversation': stores(
    together(admitsMachine, readsOf('conversations'), { conversations: ['UpdateItem'] }, listsForms, changesForms),
  ),
  'send-form': stores(
    together(admits, readsOf('conversations', 'templates', 'forms'), sendsForms, changesForms, { forms: ['PutItem'] }),
  ),
  'list-forms': stores(together(admits, readsOf('conversations'), listsForms)),
  'get-form': stores(together(admits, readsOf('forms'))),
  'resend-form': stores(together(admits, readsOf('forms', 'conversations'), sendsForms, changesForms)),
  'cancel-form': stores(together(admits, readsOf('forms'), changesForms)),
  'open-form': stores(
    together(readsOf('sites', 'forms', 'conversations', 'templates'), writesAudit, changesForms, {
      'one-time-keys': ['UpdateItem'],
    }),
  ),
  'resume-form': stores(readsOf('forms', 'sites', 'templates')),
  'extend-form': stores(together(readsOf('forms'), changesForms)),
  'report-progress': { tables: together(readsOf('forms', 'templates'), tellsAgents), sockets: 'told' },
  'decline-form': stores(together(readsOf('forms'), changesForms, writesAudit)),
  'list-templates': stores(together(admits, { templates: ['Query'] })),
  'get-template': stores(together(admits, readsOf('templates'))),
  'put-template': stores(together(admits, { templates: ['GetItem', 'PutItem'] })),
  'delete-template': stores(together(admits, readsOf('templates'), { templates: ['UpdateItem'] })),
  'get-site': stores(admits),
  'put-site': stores(together(admits, { sites: ['PutItem'] })),
  'list-people': stores(together(admits, { people: ['Query'] })),
  'put-person': stores(together(admits, { people: ['UpdateItem'] })),
  'list-audit': stores(together(admits, readsOf('conversations'), { audit: ['Query'] })),
  'issue-events-ticket': stores(together(admits, { connections: ['PutItem'] })),
  'get-openapi': stores({}),
} as const satisfies Record<string, StepGrants>

/** To read who may frame the pages of a site. */
export const servePageGrants = readsOf('sites')
