import { auditWriteGrants, mergeGrants, notifySendersGrants, readGrants, type StepGrants } from '../grants.ts'

/** What the functions of the push channel may do, and the publisher for its sake. None of them sees an answer or a key of a form. */
export const pushGrants = {
  /** Spends a ticket, looks whether its sign-in holds, and puts a replay on record. */
  'connect-authorizer': {
    tables: mergeGrants(readGrants('sites', 'people', 'agent-sessions', 'connections'), auditWriteGrants, {
      connections: ['UpdateItem of a ticket claim'],
    }),
  },
  /** Lists the sockets of the person, and closes the oldest of a sign-in that has too many. */
  'open-socket': { tables: { connections: ['PutItem of a socket', 'Query', 'DeleteItem'] }, sockets: 'notified' },
  'close-socket': { tables: { connections: ['DeleteItem'] } },
  /** The one scan of the service: of open sockets, which are as many as agents at their desks. */
  'check-connections': {
    tables: mergeGrants(readGrants('sites', 'people', 'agent-sessions'), { connections: ['Scan', 'DeleteItem'] }),
    sockets: 'notified',
  },
  /** Points to releases and erasures from the site's day; it can write no record. */
  'publish-events': {
    tables: mergeGrants(notifySendersGrants, { audit: ['PutItem of pointers'] }),
    sockets: 'notified',
  },
} as const satisfies Record<string, StepGrants>
