import { auditWriteGrants, mergeGrants, notifySendersGrants, readGrants, type StepGrants } from '../grants.ts'

/** The grants of the push channel's functions and of the publisher. None of them can read an answer or a form's key. */
export const pushGrants = {
  /** Claims a ticket, checks that its sign-in is valid, and records a replay. */
  'connect-authorizer': {
    tables: mergeGrants(readGrants('sites', 'people', 'agent-sessions', 'connections'), auditWriteGrants, {
      connections: ['UpdateItem of a ticket claim'],
    }),
  },
  /** Lists the person's sockets, and closes the oldest one if a sign-in has too many. */
  'open-socket': { tables: { connections: ['PutItem of a socket', 'Query', 'DeleteItem'] }, sockets: 'notified' },
  'close-socket': { tables: { connections: ['DeleteItem'] } },
  /**
   * Scans all open sockets. Their number is limited by the number of agents at work. No other step scans a whole table.
   */
  'check-connections': {
    tables: mergeGrants(readGrants('sites', 'people', 'agent-sessions'), { connections: ['Scan', 'DeleteItem'] }),
    sockets: 'notified',
  },
  /** Writes pointers to releases and erasures for each site and day. It cannot write a record. */
  'publish-events': {
    tables: mergeGrants(notifySendersGrants, { audit: ['PutItem of pointers'] }),
    sockets: 'notified',
  },
} as const satisfies Record<string, StepGrants>
