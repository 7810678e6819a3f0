import { auditWriteGrants, mergeGrants, notifySendersGrants, readGrants, type StepGrants } from '../grants.ts'

/** The grants of the push channel's functions, and of the publisher. None of them sees an answer or a key of a form. */
export const pushGrants = {
  /** Claims a ticket, checks that its sign-in is valid, and records a replay. */
  'connect-authorizer': {
    tables: mergeGrants(readGrants('sites', 'people', 'agent-sessions', 'connections'), auditWriteGrants, {
      connections: ['UpdateItem of a ticket claim'],
    }),
  },
  /** Lists the sockets of the person, and closes the oldest of a sign-in that has too many. */
  'open-socket': { tables: { connections: ['PutItem of a socket', 'Query', 'DeleteItem'] }, sockets: 'notified' },
  'close-socket': { tables: { connections: ['DeleteItem'] } },
  /** The only whole scan of the service: of open sockets, which are as many as agents at work. */
  'check-connections': {
    tables: mergeGrants(readGrants('sites', 'people', 'agent-sessions'), { connections: ['Scan', 'DeleteItem'] }),
    sockets: 'notified',
  },
  /** Writes pointers to releases and erasures under the site's day; it cannot write a record. */
  'publish-events': {
    tables: mergeGrants(notifySendersGrants, { audit: ['PutItem of pointers'] }),
    sockets: 'notified',
  },
} as const satisfies Record<string, StepGrants>
