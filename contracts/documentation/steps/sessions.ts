import { getOpenapi } from '../../steps/get-openapi.ts'
import { getSession } from '../../steps/get-session.ts'
import { issueEventsTicket } from '../../steps/issue-events-ticket.ts'
import { signOut } from '../../steps/sign-out.ts'
import { staySignedIn } from '../../steps/stay-signed-in.ts'
import { example } from '../examples.ts'
import { documented } from '../step-documentation.ts'

export const sessions = {
  'get-session': documented(getSession, {
    tag: 'Session',
    description:
      'Returns who is signed in and what they may do now. It does not count as activity, so it does not delay the idle timeout.',
    reply: {
      subject: 'The subject of the caller’s sign-in: the claim `sub` of the access token.',
      profile:
        'The profile that applies: the one that an administrator has set, otherwise the one in the access token. Absent if there is none.',
      permissions: 'The permissions of this profile now. A change applies from the next request on.',
      signedInAt: 'When the caller signed in. `view-history` requires that this is at most 5 minutes ago.',
    },
    refusals: {},
    example: {
      reply: {
        siteId: example.siteId,
        subject: example.agentId,
        profile: 'agent',
        permissions: ['secure-form:use'],
        signedInAt: example.sentAt,
      },
    },
  }),
  'stay-signed-in': documented(staySignedIn, {
    tag: 'Session',
    description:
      'Restarts the idle timeout of the caller’s sign-in. Every signed-in POST, PUT, PATCH or DELETE does so, too, except `issue-events-ticket`.',
    reply: { idleAt: 'When the sign-in ends without further activity: after the `idleMinutes` of the site.' },
    refusals: {},
    example: { body: {}, reply: { idleAt: '2026-12-01T09:45:00.000Z' } },
  }),
  'sign-out': documented(signOut, {
    tag: 'Session',
    description:
      'Ends the caller’s sign-in permanently. Every key and ticket that was issued to it becomes invalid, and its sockets close. The access token is refused from then on.',
    reply: { signedOutAt: 'When the sign-in ended, by the service’s clock.' },
    refusals: {},
    example: { body: {}, reply: { signedOutAt: '2026-12-01T17:02:11.480Z' } },
  }),
  'issue-events-ticket': documented(issueEventsTicket, {
    tag: 'Events',
    description:
      'Issues a ticket with which the agent’s tab opens the WebSocket `GET /v1/events`. It works once and within 30 seconds. It does not count as activity. A sign-in has at most 10 sockets; opening another closes the oldest.',
    reply: {
      ticket: 'The ticket: `sft_` and 43 base64url characters. Send it as the second subprotocol. Never log it.',
      expiresAt: 'When the ticket expires: 30 seconds after it was issued.',
    },
    refusals: { 'too-many-requests': 'The sign-in had 60 tickets in this minute.' },
    example: { body: {}, reply: { ticket: example.ticket, expiresAt: '2026-12-01T09:30:30.000Z' } },
  }),
  'get-openapi': documented(getOpenapi, {
    tag: 'Contract',
    description: 'Returns this document. It is the same for every site and caller.',
    reply: { openapi: 'The version of the OpenAPI specification that the document follows: `3.1.0`.' },
    refusals: {},
    example: { reply: { openapi: '3.1.0' } },
  }),
}
