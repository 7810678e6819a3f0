import { deleteTemplate } from '../../steps/delete-template.ts'
import { getSite } from '../../steps/get-site.ts'
import { getTemplate } from '../../steps/get-template.ts'
import { listAudit } from '../../steps/list-audit.ts'
import { listPeople } from '../../steps/list-people.ts'
import { listTemplates } from '../../steps/list-templates.ts'
import { patchSite } from '../../steps/patch-site.ts'
import { putPerson } from '../../steps/put-person.ts'
import { putSite } from '../../steps/put-site.ts'
import { putTemplate } from '../../steps/put-template.ts'
import { example } from '../examples.ts'
import { documented } from '../step-documentation.ts'

const templateId = 'callback-number'
const draft = {
  defaultLocale: 'en',
  title: { en: 'Your number', de: 'Ihre Nummer' },
  questions: [
    {
      id: 'phone-number',
      type: 'phone',
      label: { en: 'Phone number', de: 'Telefonnummer' },
      required: true,
      masked: false,
      offTheRecord: false,
    },
  ],
} as const
/** The examples of the shipped settings, in a form that may be changed. */
const questions = draft.questions.map((question) => ({ ...question }))
const template = { ...draft, questions, templateId, version: 1 }

const numbers = {
  openKeySeconds: 300,
  submitKeySeconds: 30,
  retrieveKeySeconds: 60,
  formMinutes: 30,
  holdingSeconds: 60,
  retentionMonths: 13,
  idleMinutes: 15,
  failedSignIns: 3,
  sendsPerMinute: 600,
}
const settings = () => ({
  name: 'Acme',
  ...numbers,
  embeddingOrigins: ['https://chat.example.com'],
  profiles: profiles(),
})
const profiles = () => ({
  agent: ['secure-form:use' as const],
  'agent-manager': ['form:observe' as const],
  administrator: ['site:administer' as const, 'data:erase' as const, 'audit:read' as const],
})
const site = () => ({ siteId: example.siteId, ...settings() })

const person = {
  subject: example.agentId,
  profile: 'agent',
  enabled: true,
  lastSignInAt: example.sentAt,
  etag: example.etag,
}

const ownPermission = 'The change would end the caller’s own `site:administer`. Someone else has to make it.'
const cursorRule = ['cursor', 'bad-format', 'It was not issued for this list of this site.'] as const

export const administration = {
  'list-templates': documented(listTemplates, {
    tag: 'Templates',
    description: 'Lists the latest version of each template of the site, with disabled ones, in a fixed order.',
    reply: { templates: 'The latest version of each template, without its questions.' },
    refusals: {},
    fieldRules: [cursorRule],
    example: {
      query: { limit: '100' },
      reply: { templates: [{ templateId, version: 1, title: { ...draft.title }, enabled: true }] },
    },
  }),
  'get-template': documented(getTemplate, {
    tag: 'Templates',
    description:
      'Returns a template with all of its questions, in all of its languages. The `ETag` covers the version.',
    query: { version: 'The number of a version, from 1 to 999,999,999. If absent, the latest version.' },
    refusals: { 'not-found': 'The site has no such template, or the template has no such version.' },
    example: { path: { templateId }, query: { version: '1' }, reply: template },
  }),
  'put-template': documented(putTemplate, {
    tag: 'Templates',
    description:
      'Stores the next version of a template and returns it. The body carries no version. New forms use it; forms already sent keep theirs. A disabled template is enabled again.\n\nThe rules of a template hold across its fields. Every text exists in every language that the template names. Ids of questions are unique. A `choice` has 2 to 300 options with different values, and no other type has options. Only a `date` has `earliest` and `latest`. `card-verification-code` and `pin` are off the record.',
    refusals: {},
    fieldRules: [
      ['templateId', 'bad-format', 'The body names another template than the path.'],
      [
        'title.<locale>',
        'required',
        'The text is missing in a language that the template names. The same applies to every text.',
      ],
      ['questions.<index>.id', 'bad-format', 'An earlier question has the same id.'],
      ['questions.<index>.options', 'required', 'A `choice` has no options.'],
      ['questions.<index>.options', 'unknown', 'Another type than `choice` has options.'],
      ['questions.<index>.options', 'too-short', 'A `choice` has one option.'],
      ['questions.<index>.options.<index>.value', 'bad-format', 'An earlier option has the same value.'],
      ['questions.<index>.earliest', 'unknown', 'Another type than `date` has a bound. The same applies to `latest`.'],
      ['questions.<index>.latest', 'bad-format', '`latest` is before `earliest`.'],
      ['questions.<index>.maxLength', 'bad-format', '`maxLength` is less than `minLength`.'],
      [
        'questions.<index>.offTheRecord',
        'must-be-sealed',
        'The type is `card-verification-code` or `pin`, and the value is `false`.',
      ],
    ],
    example: { path: { templateId }, body: { ...draft, questions }, reply: template },
  }),
  'delete-template': documented(deleteTemplate, {
    tag: 'Templates',
    description:
      'Disables a template, so that new forms cannot use it. Its versions are kept, and forms already sent are unaffected. Repeating the request has no further effect.',
    reply: { templateId: 'The same template as in the path.', enabled: 'Always `false`.' },
    refusals: { 'not-found': 'The site has no such template.' },
    example: { path: { templateId }, reply: { templateId, enabled: false } },
  }),
  'get-site': documented(getSite, {
    tag: 'Site',
    description: 'Returns all settings of the site. The `ETag` covers the whole site.',
    refusals: {},
    example: { reply: site() },
  }),
  'put-site': documented(putSite, {
    tag: 'Site',
    description:
      'Replaces all settings of the site. The request has the shape of the reply of `get-site`. Settings apply to what happens later: forms already sent keep their lifetimes. Changed permissions and a shorter retention apply at once.',
    refusals: { conflict: ownPermission },
    fieldRules: [['profiles', 'bad-format', 'There are more than 100 profiles beside the built-in ones.']],
    example: { body: settings(), reply: site() },
  }),
  'patch-site': documented(patchSite, {
    tag: 'Site',
    description:
      'Changes the settings in the body and keeps the others. Profiles are merged by name, and `null` removes one. Without `If-Match`, the change is applied to the current settings, even if another administrator changed them in the meantime.',
    refusals: { conflict: ownPermission },
    fieldRules: [
      ['profiles', 'bad-format', 'The site would then have more than 100 profiles beside the built-in ones.'],
    ],
    example: { body: { retrieveKeySeconds: 90 }, reply: { ...site(), retrieveKeySeconds: 90 } },
  }),
  'list-people': documented(listPeople, {
    tag: 'People',
    description:
      'Lists the people of the site who have signed in or tried to, and those whose settings an administrator has changed in a fixed order. Only people of the caller’s own issuer are listed.',
    reply: { people: 'The people whose sign-ins come from the caller’s own issuer, at most `limit`.' },
    refusals: {},
    fieldRules: [cursorRule],
    example: { query: { limit: '50' }, reply: { people: [person] } },
  }),
  'put-person': documented(putPerson, {
    tag: 'People',
    description:
      'Enables or disables a person and sets their profile. Disabling ends all their sign-ins at once and permanently. Without `profile`, the one in their access token applies. The person need not have signed in before.',
    body: {
      enabled: '`false` disables the person and ends their sign-ins; `true` lets them sign in again.',
      profile: 'The name of a profile of the site. If absent, the profile in the access token applies.',
    },
    refusals: { conflict: ownPermission },
    fieldRules: [['profile', 'unknown', 'The site has no profile with this name.']],
    example: { path: { subject: example.agentId }, body: { enabled: true, profile: 'agent' }, reply: person },
  }),
  'list-audit': documented(listAudit, {
    tag: 'Audit',
    description:
      'Lists records of the audit log. The query has either `conversationId`, or both `from` and `to`.\n\n- By conversation: all records of its chain, oldest first.\n- By period: records about people, sign-ins, settings, misused and replayed keys and refusals, and a pointer for each release and erasure. The newest day comes first; within a day the order is by time, chain and sequence. A pointer may appear seconds after the event.\n\nA page by period may have fewer entries than `limit`, or none, and still have a `cursor`.',
    query: {
      conversationId: 'The conversation whose records to list. It excludes `from`, `to`, `event` and `subject`.',
      from: 'The start of the period, inclusive. Required together with `to`, unless there is a `conversationId`.',
      to: 'The end of the period. Not before `from`, and at most 31 days after it.',
      event: 'Only records with this event. Allowed only with a period.',
      subject: 'Only records in which this person is the actor or the subject. Allowed only with a period.',
      records:
        '`true` adds the stored `record` to each event, so that the caller can verify its hash. No other value is accepted.',
    },
    reply: { events: 'The records in the order of the list.' },
    refusals: { 'not-found': 'The site has no conversation with this id.' },
    fieldRules: [
      ['conversationId', 'required', 'There is neither a conversation nor a period.'],
      ['from', 'required', 'There is a `to` without `from`. The same applies to `to`.'],
      ['from', 'unknown', 'There is also a `conversationId`. The same applies to `to`, `event` and `subject`.'],
      ['from', 'bad-format', 'The date does not exist in the calendar. The same applies to `to`.'],
      ['to', 'too-short', '`to` is before `from`.'],
      ['to', 'too-long', 'The period is longer than 31 days.'],
      cursorRule,
    ],
    example: {
      query: { conversationId: example.conversationId },
      reply: {
        events: [
          {
            eventId: '7a6b5c4d-3e2f-4a1b-8c9d-0e1f2a3b4c5d',
            at: example.sentAt,
            event: 'form-sent',
            actor: `agent:${example.agentId}`,
            conversationId: example.conversationId,
            formId: example.formId,
            outcome: 'done',
            hash: '2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae',
            chain: `${example.siteId}#${example.conversationId}`,
          },
        ],
      },
    },
  }),
}
