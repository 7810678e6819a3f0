/** The names and descriptions of sites, people, erasures and audit events. */
import { PersonView } from '../../person.ts'
import { SiteSettings, SiteSettingsChange, SiteSettingsDraft } from '../../site-settings.ts'
import { ErasureView, erase } from '../../steps/erase.ts'
import { getSession } from '../../steps/get-session.ts'
import { listAudit } from '../../steps/list-audit.ts'
import { example } from '../examples.ts'
import { named } from '../named-schema.ts'

const settings = {
  name: 'The name that visitors see: one line of plain text, 1 to 200 characters.',
  openKeySeconds: 'How long an open key is valid: 10 to 3,600 seconds, 300 by default.',
  submitKeySeconds: 'How long a submit key is valid: 5 to 120 seconds, 30 by default.',
  retrieveKeySeconds: 'How long a retrieve key is valid: 5 to 120 seconds, 60 by default.',
  formMinutes:
    'How long a visitor has to submit a form: 1 to 1,440 minutes, 30 by default. `extend-form` adds as much again.',
  holdingSeconds: 'How long sealed answers wait for the agent’s tab: 5 to 120 seconds, 60 by default.',
  retentionMonths:
    'How long answers are stored: 1 to 13 months, 13 by default. A shorter time also applies to stored answers.',
  idleMinutes: 'After how many minutes without activity a sign-in ends: 1 to 15 minutes, 15 by default.',
  failedSignIns: 'How many failed sign-ins in a row disable a person: 3 to 10 attempts, 3 by default.',
  sendsPerMinute:
    'How many forms the site may send per minute: 1 to 60,000, 600 by default. More get `too-many-requests`.',
  embeddingOrigins:
    'The origins whose pages may embed the form, and from which logos load: up to 100, each `https://` and a host in its canonical spelling. `http://` is allowed for localhost only.',
  profiles:
    'The permissions of each profile, by its name. Up to 100 profiles beside the built-in ones. `administrator` always keeps `site:administer`.',
} as const

const ignored =
  'Optional and ignored, so that a client can send back the settings that it has read. The access token decides the site.'
const branding =
  'The accent and the logo of all forms of the site. Those of a template take precedence. Absent until set.'

const permission = {
  description:
    'What a profile allows. `secure-form:use`: send forms and retrieve their answers. `form:observe`: see the status of colleagues’ forms. `secure-form:view-history`: read stored answers of closed conversations. `site:administer`, `data:erase`, `audit:read`: administer the site, erase answers, read the audit log.',
} as const
const eventName = { description: 'The name of an event of the audit log, from a closed list.' } as const

export const administration = [
  named('Permission', SiteSettings.shape.profiles.def.innerType.def.valueType.def.element, permission),
  named('Permission', getSession.reply.shape.permissions.def.element, permission),
  named('AuditEventName', listAudit.query.shape.event.def.innerType, eventName),
  named('AuditEventName', listAudit.reply.shape.events.def.element.shape.event, eventName),
  named('SiteSettings', SiteSettings, {
    description: 'The lifetimes, limits, profiles and origins of a site.',
    fields: { ...settings, siteId: 'The id of the site. It never changes.', branding },
  }),
  named('SiteSettingsDraft', SiteSettingsDraft, {
    description:
      'All settings of a site. Every field except `siteId` and `branding` is required, so that no setting is reset because a client omits it. A missing body is `required` for each of them.',
    fields: {
      ...settings,
      siteId: ignored,
      branding: 'The accent and the logo of all forms of the site. If absent, the stored ones stay.',
    },
  }),
  named('SiteSettingsChange', SiteSettingsChange, {
    description: 'Any of the settings of a site. The others keep their values.',
    fields: {
      ...settings,
      siteId: ignored,
      profiles:
        'Profiles to add or to replace, by their names; `null` removes one. The others stay. If the site then has more than 100 beside the built-in ones, `profiles` is `bad-format`.',
      branding: 'The accent and the logo of all forms of the site. `null` removes both.',
    },
  }),
  named('Person', PersonView, {
    description: 'A person who has signed in or tried to, or whose settings an administrator has changed.',
    fields: {
      profile: 'The profile that an administrator has set. If absent, the one in the access token applies.',
      enabled:
        '`false` if an administrator or too many failed sign-ins have disabled the person. All their sign-ins have then ended.',
      lastSignInAt: 'When the person last signed in. Absent if they never did.',
      etag: 'The version of `enabled` and `profile`, with its quotes. Send it as `If-Match` to change only this version.',
    },
    example: {
      subject: example.agentId,
      enabled: true,
      lastSignInAt: example.sentAt,
      etag: example.etag,
    },
  }),
  named('ErasureTarget', erase.body, {
    description:
      'What an erasure covers. Exactly one of the three fields is required, otherwise the body is `bad-format`.',
    fields: {
      conversationId: 'Covers all submissions of this conversation.',
      submissionId: 'Covers this submission alone.',
      visitorRef: 'Covers all submissions of the visitor’s conversations: the reference that `put-conversation` gave.',
    },
  }),
  named('Erasure', ErasureView, {
    description: 'The receipt of an erasure. It names no erased content.',
    fields: {
      status:
        '`running` while data remains; repeat the request of `erase` to continue. `done` when a new read found nothing left.',
      erasedSubmissions: 'The number of submissions erased so far by this erasure, from 0 upwards.',
      erasedAt:
        'The erasure covers forms sent until this time. While it is running, the time moves forward if answers arrive.',
    },
  }),
  named('AuditEvent', listAudit.reply.shape.events.def.element, {
    description: 'One record of the audit log. It contains ids and codes, never an answer or a key.',
    fields: {
      eventId: 'The id of the record. A UUID that no other record has.',
      at: 'When it happened, by the service’s clock.',
      event: 'What happened: one name of a closed list.',
      actor:
        'Who caused it: the kind of caller, a colon and their subject, such as `agent:agent-7`. `visitor` and `service` have no subject.',
      subject:
        'The person, template or site that the event concerns: its id. Absent for events about conversations and forms.',
      conversationId: 'The conversation that the event concerns. Absent if it concerns none.',
      formId: 'The form that the event concerns. Absent if it concerns none.',
      submissionId: 'The submission that the event concerns. Absent if it concerns none.',
      outcome:
        'The result: `done`, `disabled` (a template was switched off), `released` (answers were decrypted), or the code of a refusal or failure.',
      hash: 'The SHA-256 of this record: 64 hexadecimal digits. Through the previous record’s hash, it covers all earlier records of the chain.',
      chain: 'The hash chain of the record: one for each conversation, and several for each day of a site.',
      record: 'The stored record with all fields that the hash covers. Present only if the request has `records=true`.',
    },
  }),
]
