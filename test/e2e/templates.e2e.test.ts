import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { errorsIn, type Reply, statusAndCode } from '../kit/http-client.ts'
import { type Service, startService } from '../kit/service.ts'
import { type Caller, type FormToSend, newSite, replyIn, type Site } from '../kit/site.ts'

let service: Service
let site: Site
let administrator: Caller

beforeAll(async () => {
  service = await startService()
  site = await newSite(service)
  administrator = await site.signIn('administrator', 'root')
})

afterAll(async () => {
  await service.close()
})

/** A text in each language of the template. */
const inEach = (en: string, de: string, chinese: string) => ({ en, de, 'de-AT': `${de} (AT)`, 'zh-Hans': chinese })

const question = {
  id: 'nickname',
  type: 'text',
  label: inEach('Nickname', 'Spitzname', '昵称'),
  hint: inEach('Any', 'Irgendeiner', '任意'),
  required: true,
  masked: false,
  offTheRecord: false,
  minLength: 2,
  maxLength: 20,
}

const options = [
  { value: 'red', label: inEach('Red', 'Rot', '红') },
  { value: 'blue', label: inEach('Blue', 'Blau', '蓝') },
]

const draft = {
  defaultLocale: 'en',
  title: inEach('About you', 'Über Sie', '关于您'),
  intro: inEach('First line\nsecond line', 'Zeile 1\nZeile 2', '第一行\n第二行'),
  submitLabel: inEach('Send', 'Senden', '发送'),
  theme: { accent: '#0b57d0', logo: 'https://example.com/logo.svg' },
  questions: [
    question,
    {
      id: 'colour',
      type: 'choice',
      label: inEach('Colour', 'Farbe', '颜色'),
      required: false,
      masked: true,
      offTheRecord: false,
      options,
    },
    { id: 'pin', type: 'pin', label: inEach('PIN', 'PIN', 'PIN'), required: true, masked: true, offTheRecord: true },
  ],
}

/** Raw requests, for headers, queries and templates that the client would not send. */
const put = (templateId: string, body: unknown, headers: Record<string, string> = {}): Promise<Reply> =>
  site.request('PUT', `/v1/templates/${templateId}`, { token: administrator.accessToken, body, headers })
const get = (templateId: string, query = ''): Promise<Reply> =>
  site.request('GET', `/v1/templates/${templateId}${query}`, { token: site.agent.accessToken })
const nickname = (templateId: string) => ({ templateId, only: ['nickname'] })

describe('a template', () => {
  test('has an entity tag for each version, and a PUT or DELETE request with an earlier tag changes nothing', async () => {
    const ifMatch = (tag: string) => put('tagged', draft, { 'if-match': tag })
    const first = await put('tagged', draft)
    const { etag = '' } = first.headers
    expect((await get('tagged')).headers.etag).toBe(etag)
    const second = await ifMatch(etag)
    expect([second.status, second.body]).toEqual([200, { templateId: 'tagged', version: 2, ...draft }])
    expect(second.headers.etag).not.toBe(etag)
    expect(statusAndCode(await ifMatch(etag))).toBe('412 changed-meanwhile')
    const remove = { token: administrator.accessToken, headers: { 'if-match': etag } }
    expect(statusAndCode(await site.request('DELETE', '/v1/templates/tagged', remove))).toBe('412 changed-meanwhile')
    const latest = await get('tagged')
    expect([latest.headers.etag, latest.body]).toEqual([second.headers.etag, second.body])
    expect((await get('tagged', '?version=3')).status).toBe(404)
    expect((await put('tagged', draft)).body).toMatchObject({ version: 3 })
  })

  test('is saved by a request without a version, and the reply contains the whole template with the next version', async () => {
    for (const version of [1, 2, 3]) {
      const reply = await put('counted', draft)
      expect(reply.status).toBe(200)
      expect(reply.body).toEqual({ templateId: 'counted', version, ...draft })
    }
    expect((await get('counted')).body).toEqual({ templateId: 'counted', version: 3, ...draft })
    expect((await get('counted', '?version=2')).body).toEqual({ templateId: 'counted', version: 2, ...draft })
  })

  test('may contain the template id of the path, but no other id and no version', async () => {
    expect((await put('named', { templateId: 'named', ...draft })).status).toBe(200)
    expect(statusAndCode(await put('named', { templateId: 'other', ...draft }))).toBe('422 not-valid')
    expect(statusAndCode(await put('named', { version: 2, ...draft }))).toBe('422 not-valid')
  })

  test('keeps each version unchanged', async () => {
    await put('kept', draft)
    const form = await site.sendForm(nickname('kept'))
    await put('kept', { ...draft, title: { ...draft.title, en: 'Changed' } })
    expect((await get('kept', '?version=1')).body).toMatchObject({ version: 1, title: draft.title })
    const opened = await site.attempt.open(form.openKey)
    expect(opened.reply).toMatchObject({ template: { version: 1, title: 'About you' } })
    const later = await site.sendForm(nickname('kept'))
    expect((await site.attempt.open(later.openKey)).reply).toMatchObject({
      template: { version: 2, title: 'Changed' },
    })
  })

  test.each([
    ['?version=9', '404 not-found'],
    ['?version=0', '422 not-valid'],
    ['?version=x', '422 not-valid'],
    ['?version=1.0', '422 not-valid'],
    ['?version=', '422 not-valid'],
    ['?version=1&version=1', '422 not-valid'],
  ])('requested with %s gets the reply %s', async (query, answer) => {
    await put('asked', draft)
    expect(statusAndCode(await get('asked', query))).toBe(answer)
  })

  test('is not found if it is unknown or belongs to another site', async () => {
    await put('mine', draft)
    const other = await newSite(service)
    const theirs = await other.signIn('administrator', 'root')
    const path = { templateId: 'mine' }
    expect(statusAndCode(await theirs.call('get-template', { path }))).toBe('404 not-found')
    expect(statusAndCode(await other.agent.call('get-template', { path }))).toBe('404 not-found')
    expect(statusAndCode(await theirs.call('delete-template', { path }))).toBe('404 not-found')
    expect(statusAndCode(await get('nowhere'))).toBe('404 not-found')
    expect(statusAndCode(await other.attempt.send(nickname('mine')))).toBe('422 not-valid')
  })

  test('is listed with its latest version, enabled or disabled', async () => {
    const own = await newSite(service)
    const root = await own.signIn('administrator', 'root')
    await own.request('PUT', '/v1/templates/bank-account', { token: root.accessToken, body: draft })
    await root.reply('delete-template', { path: { templateId: 'identity-check' } })
    const listed = await own.agent.reply('list-templates')
    const titles = { title: expect.objectContaining({ en: expect.any(String) }) }
    expect(listed).toEqual({
      templates: [
        { templateId: 'bank-account', version: 2, enabled: true, title: draft.title },
        { templateId: 'card-payment', version: 1, enabled: true, ...titles },
        { templateId: 'identity-check', version: 1, enabled: false, ...titles },
      ],
    })
  })

  test('cannot be sent after its deletion until it is stored again, while forms that were already sent remain usable', async () => {
    await put('switched', draft)
    const form = await site.sendForm(nickname('switched'))
    for (let again = 0; again < 2; again++) {
      expect(await administrator.reply('delete-template', { path: { templateId: 'switched' } })).toEqual({
        templateId: 'switched',
        enabled: false,
      })
    }
    const refused = await site.attempt.send(nickname('switched'))
    expect(statusAndCode(refused)).toBe('422 not-valid')
    expect(errorsIn(refused)).toEqual([{ field: 'templateId', code: 'unknown' }])
    expect((await get('switched')).status).toBe(200)
    expect((await site.attempt.open(form.openKey)).status).toBe(200)
    expect((await site.agent.call('resend-form', { path: { formId: form.formId } })).status).toBe(201)
    await put('switched', draft)
    expect((await site.attempt.send(nickname('switched'))).status).toBe(201)
  })
})

describe('sending a template', () => {
  const shown = async (form: FormToSend) => {
    const { openKey } = await site.sendForm(form)
    const { template } = replyIn(await site.attempt.open(openKey))
    return template
  }

  test.each([
    ['de', 'de', 'Über Sie', 'Spitzname', 'Irgendeiner', 'Senden'],
    ['de-AT', 'de-AT', 'Über Sie (AT)', 'Spitzname (AT)', 'Irgendeiner (AT)', 'Senden (AT)'],
    ['de-CH', 'de', 'Über Sie', 'Spitzname', 'Irgendeiner', 'Senden'],
    ['zh-Hans', 'zh-Hans', '关于您', '昵称', '任意', '发送'],
    ['fr', 'en', 'About you', 'Nickname', 'Any', 'Send'],
    [undefined, 'en', 'About you', 'Nickname', 'Any', 'Send'],
  ])(
    'in %s uses the texts in that locale, or else in its language, or else in the default locale',
    async (locale, ...texts) => {
      await put('spoken', draft)
      const template = await shown({
        templateId: 'spoken',
        only: ['nickname'],
        ...(locale !== undefined && { locale }),
      })
      const [{ label, hint } = {}] = template.questions
      expect([template.locale, template.title, label, hint, template.submitLabel]).toEqual(texts)
      expect(template.theme).toEqual(draft.theme)
    },
  )

  test('uses the stored questions, each text in one language only', async () => {
    await put('plain', draft)
    const template = await shown({ templateId: 'plain', locale: 'de', only: ['colour', 'nickname'] })
    expect(template.questions).toEqual([
      { ...question, label: 'Spitzname', hint: 'Irgendeiner' },
      {
        ...draft.questions[1],
        label: 'Farbe',
        options: [
          { value: 'red', label: 'Rot' },
          { value: 'blue', label: 'Blau' },
        ],
      },
    ])
  })

  test('with `only` asks and validates only the listed questions', async () => {
    await put('narrow', draft)
    const form = await site.openForm({ templateId: 'narrow', only: ['colour'] })
    const submitKey = await site.issueSubmitKey(form)
    const refused = await site.attempt.submit(form, submitKey, { nickname: 'Ada' })
    expect(errorsIn(refused)).toEqual([{ field: 'answers.nickname', code: 'unknown' }])
    expect(statusAndCode(await site.attempt.submit(form, submitKey, {}))).toBe('201 done')
  })

  test.each([
    [{ only: [] }, [{ field: 'only', code: 'too-short' }]],
    [{ only: ['nickname', 'nobody'] }, [{ field: 'only.1', code: 'unknown' }]],
    [{ only: ['pin'] }, [{ field: 'sealingKey', code: 'required' }]],
    [{}, [{ field: 'sealingKey', code: 'required' }]],
    [{ templateId: 'nowhere' }, [{ field: 'templateId', code: 'unknown' }]],
    [{ locale: 'German' }, [{ field: 'locale', code: 'bad-format' }]],
    [{ templateId: undefined }, [{ field: 'templateId', code: 'required' }]],
  ])('with %j is refused', async (body, errors) => {
    await put('asking', draft)
    const path = `/v1/conversations/${await site.newConversation()}/forms`
    const { accessToken: token } = site.agent
    const reply = await site.request('POST', path, { token, body: { templateId: 'asking', ...body } })
    expect(statusAndCode(reply)).toBe('422 not-valid')
    expect(errorsIn(reply)).toEqual(errors)
  })

  test('is refused as `not-available` if it follows an unknown form, or a form from another conversation or site', async () => {
    const other = await newSite(service)
    const theirs = await other.sendForm()
    const elsewhere = await site.sendForm()
    for (const follows of [theirs.formId, elsewhere.formId, '00000000-0000-4000-8000-000000000000']) {
      expect(statusAndCode(await site.attempt.send({ follows }))).toBe('404 not-available')
    }
    const { formId, conversationId } = await site.sendForm()
    expect(statusAndCode(await site.attempt.send({ conversationId, follows: formId }))).toBe('201 done')
  })
})

describe('a template draft', () => {
  const first = draft.questions[0]
  const withQuestion = (change: object) => ({ ...draft, questions: [{ ...first, ...change }] })

  test.each([
    ['without questions', { ...draft, questions: [] }, 'questions', 'too-short'],
    [
      'with 101 questions',
      { ...draft, questions: Array.from({ length: 101 }, (_, index) => ({ ...first, id: `q${index}` })) },
      'questions',
      'too-long',
    ],
    ['with two questions with the same id', { ...draft, questions: [first, first] }, 'questions.1.id', 'bad-format'],
    ['with an unknown type', withQuestion({ type: 'cvv' }), 'questions.0.type', 'not-an-option'],
    ['with an unknown field', withQuestion({ autocomplete: 'x' }), 'questions.0.autocomplete', 'unknown'],
    ['without the title in its default locale', { ...draft, title: { de: 'x' } }, 'title.en', 'required'],
    ['without the title in another of its languages', { ...draft, title: { en: 'x' } }, 'title.de', 'required'],
    ['with a label that is not an object', withQuestion({ label: 'x' }), 'questions.0.label', 'wrong-type'],
    ['with a choice without options', withQuestion({ type: 'choice' }), 'questions.0.options', 'required'],
    ['with options for a type that has none', withQuestion({ options }), 'questions.0.options', 'unknown'],
    [
      'with a PIN that is not off the record',
      withQuestion({ type: 'pin' }),
      'questions.0.offTheRecord',
      'must-be-sealed',
    ],
    [
      'with a minimum length above the maximum',
      withQuestion({ minLength: 9, maxLength: 3 }),
      'questions.0.maxLength',
      'bad-format',
    ],
    ['with a script as a logo', { ...draft, theme: { logo: 'javascript:alert(1)' } }, 'theme.logo', 'bad-format'],
    ['with a malformed colour', { ...draft, theme: { accent: 'red' } }, 'theme.accent', 'bad-format'],
    ['with the field `enabled`', { ...draft, enabled: true }, 'enabled', 'unknown'],
  ])('%s is refused', async (_, body, field, code) => {
    const reply = await put('refused', body)
    expect(statusAndCode(reply)).toBe('422 not-valid')
    expect(errorsIn(reply)).toContainEqual({ field, code })
  })

  test('that is refused is not stored', async () => {
    await put('refused', { ...draft, questions: [] })
    expect(statusAndCode(await get('refused'))).toBe('404 not-found')
  })

  test('with a hundred questions is accepted', async () => {
    const questions = Array.from({ length: 100 }, (_, index) => ({ ...first, id: `q${index}` }))
    expect((await put('long', { ...draft, questions })).status).toBe(200)
    expect((await site.attempt.send({ templateId: 'long' })).status).toBe(201)
  })
})
