import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { errorsIn, type Reply, statusAndCode, textField } from '../kit/http-client.ts'
import { type Service, startService } from '../kit/service.ts'
import { newScene, newSecret, type Scene } from './scene.ts'

let target: Service
let scene: Scene
let administrator: string

beforeAll(async () => {
  target = await startService()
  scene = await newScene(target)
  administrator = await scene.token('administrator', 'root')
})

afterAll(async () => {
  await target.close()
})

const question = {
  id: 'nickname',
  type: 'text',
  label: { en: 'Nickname', de: 'Spitzname', 'de-AT': 'Spitznam' },
  hint: { en: 'Any', de: 'Irgendeiner' },
  required: true,
  masked: false,
  offTheRecord: false,
  minLength: 2,
  maxLength: 20,
}

const draft = {
  defaultLocale: 'en',
  title: { en: 'About you', de: 'Über Sie', 'zh-Hans': '关于您' },
  intro: { en: 'First line\nsecond line' },
  submitLabel: { en: 'Send', de: 'Senden' },
  theme: { accent: '#0b57d0', logo: 'https://example.com/logo.svg' },
  questions: [
    question,
    {
      id: 'colour',
      type: 'choice',
      label: { en: 'Colour' },
      required: false,
      masked: true,
      offTheRecord: false,
      options: [
        { value: 'red', label: { en: 'Red', de: 'Rot' } },
        { value: 'blue', label: { en: 'Blue' } },
      ],
    },
    { id: 'pin', type: 'pin', label: { en: 'PIN' }, required: true, masked: true, offTheRecord: true },
  ],
}

const put = (templateId: string, body: unknown, token = administrator, headers = {}): Promise<Reply> =>
  scene.request('PUT', `/v1/templates/${templateId}`, { token, body, headers })
const get = (templateId: string, query = ''): Promise<Reply> =>
  scene.request('GET', `/v1/templates/${templateId}${query}`, { token: scene.agent })

describe('a template', () => {
  test('has an entity tag for each version, and a put or delete by another tag changes nothing', async () => {
    const ifMatch = (tag: string) => put('tagged', draft, administrator, { 'if-match': tag })
    const first = await put('tagged', draft)
    const { etag = '' } = first.headers
    expect((await get('tagged')).headers.etag).toBe(etag)
    const second = await ifMatch(etag)
    expect([second.status, second.body]).toEqual([200, { templateId: 'tagged', version: 2, ...draft }])
    expect(second.headers.etag).not.toBe(etag)
    expect(statusAndCode(await ifMatch(etag))).toBe('412 changed-meanwhile')
    const remove = { token: administrator, headers: { 'if-match': etag } }
    expect(statusAndCode(await scene.request('DELETE', '/v1/templates/tagged', remove))).toBe('412 changed-meanwhile')
    const latest = await get('tagged')
    expect([latest.headers.etag, latest.body]).toEqual([second.headers.etag, second.body])
    expect((await get('tagged', '?version=3')).status).toBe(404)
    expect((await put('tagged', draft)).body).toMatchObject({ version: 3 })
  })

  test('is put without a version, gets the next one, and comes back whole', async () => {
    for (const version of [1, 2, 3]) {
      const reply = await put('counted', draft)
      expect(reply.status).toBe(200)
      expect(reply.body).toEqual({ templateId: 'counted', version, ...draft })
    }
    expect((await get('counted')).body).toEqual({ templateId: 'counted', version: 3, ...draft })
    expect((await get('counted', '?version=2')).body).toEqual({ templateId: 'counted', version: 2, ...draft })
  })

  test('may name itself as the path does, and no other', async () => {
    expect((await put('named', { templateId: 'named', ...draft })).status).toBe(200)
    expect(statusAndCode(await put('named', { templateId: 'other', ...draft }))).toBe('422 not-valid')
    expect(statusAndCode(await put('named', { version: 2, ...draft }))).toBe('422 not-valid')
  })

  test('keeps each version as it was', async () => {
    await put('kept', draft)
    const form = await scene.sent({ templateId: 'kept', only: ['nickname'] })
    await put('kept', { ...draft, title: { en: 'Changed' } })
    expect((await get('kept', '?version=1')).body).toMatchObject({ version: 1, title: draft.title })
    const opened = await scene.open(form.openKey, newSecret())
    expect(opened.body).toMatchObject({ template: { version: 1, title: 'About you' } })
    const later = await scene.sent({ templateId: 'kept', only: ['nickname'] })
    expect((await scene.open(later.openKey, newSecret())).body).toMatchObject({
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
  ])('asked for with %s answers %s', async (query, answer) => {
    await put('asked', draft)
    expect(statusAndCode(await get('asked', query))).toBe(answer)
  })

  test('that is not there, or is another site’s, is not found', async () => {
    await put('mine', draft)
    const other = await newScene(target)
    const theirs = await other.token('administrator', 'root')
    for (const [method, token] of [
      ['GET', theirs],
      ['GET', other.agent],
      ['DELETE', theirs],
    ] as const) {
      expect(statusAndCode(await scene.request(method, '/v1/templates/mine', { token }))).toBe('404 not-found')
    }
    expect(statusAndCode(await get('nowhere'))).toBe('404 not-found')
    expect(statusAndCode(await other.send({ templateId: 'mine', only: ['nickname'] }))).toBe('422 not-valid')
  })

  test('is listed with its latest version and its switch', async () => {
    const own = await newScene(target)
    const root = await own.token('administrator', 'root')
    await own.request('PUT', '/v1/templates/bank-account', { token: root, body: draft })
    await own.request('DELETE', '/v1/templates/identity-check', { token: root })
    const { body } = await own.request('GET', '/v1/templates', { token: own.agent })
    const titles = { title: expect.objectContaining({ en: expect.any(String) }) }
    expect(body).toEqual({
      templates: [
        { templateId: 'bank-account', version: 2, enabled: true, title: draft.title },
        { templateId: 'card-payment', version: 1, enabled: true, ...titles },
        { templateId: 'identity-check', version: 1, enabled: false, ...titles },
      ],
    })
  })

  test('that is deleted can be sent no more, what was sent goes on, and putting it makes it live again', async () => {
    await put('switched', draft)
    const form = await scene.sent({ templateId: 'switched', only: ['nickname'] })
    for (let again = 0; again < 2; again++) {
      const deleted = await scene.request('DELETE', '/v1/templates/switched', { token: administrator })
      expect(deleted.status).toBe(200)
      expect(deleted.body).toEqual({ templateId: 'switched', enabled: false })
    }
    const refused = await scene.send({ templateId: 'switched', only: ['nickname'] })
    expect(statusAndCode(refused)).toBe('422 not-valid')
    expect(errorsIn(refused)).toEqual([{ field: 'templateId', code: 'unknown' }])
    expect((await get('switched')).status).toBe(200)
    expect((await scene.open(form.openKey, newSecret())).status).toBe(200)
    expect((await scene.post(`/v1/forms/${form.formId}/resend`, {}, scene.agent)).status).toBe(201)
    await put('switched', draft)
    expect((await scene.send({ templateId: 'switched', only: ['nickname'] })).status).toBe(201)
  })
})

describe('sending a template', () => {
  const shown = async (body: object) => {
    const { openKey } = await scene.sent(body)
    return Object(Object((await scene.open(openKey, newSecret())).body).template)
  }

  test.each([
    ['de', 'de', 'Über Sie', 'Spitzname', 'Irgendeiner', 'Senden'],
    ['de-AT', 'de', 'Über Sie', 'Spitznam', 'Irgendeiner', 'Senden'],
    ['de-CH', 'de', 'Über Sie', 'Spitzname', 'Irgendeiner', 'Senden'],
    ['zh-Hans', 'zh-Hans', '关于您', 'Nickname', 'Any', 'Send'],
    ['fr', 'en', 'About you', 'Nickname', 'Any', 'Send'],
    [undefined, 'en', 'About you', 'Nickname', 'Any', 'Send'],
  ])(
    'in %s shows each text exactly there, else in the base language, else in the default',
    async (locale, ...texts) => {
      await put('spoken', draft)
      const template = await shown({
        templateId: 'spoken',
        only: ['nickname'],
        ...(locale !== undefined && { locale }),
      })
      const [{ label, hint }] = template.questions
      expect([template.locale, template.title, label, hint, template.submitLabel]).toEqual(texts)
      expect(template.intro).toBe(draft.intro.en)
      expect(template.theme).toEqual(draft.theme)
    },
  )

  test('shows questions as they were put, but in one language', async () => {
    await put('plain', draft)
    const template = await shown({ templateId: 'plain', locale: 'de', only: ['colour', 'nickname'] })
    expect(template.questions).toEqual([
      { ...question, label: 'Spitzname', hint: 'Irgendeiner' },
      {
        ...draft.questions[1],
        label: 'Colour',
        options: [
          { value: 'red', label: 'Rot' },
          { value: 'blue', label: 'Blue' },
        ],
      },
    ])
  })

  test('asks and validates just the questions of only', async () => {
    await put('narrow', draft)
    const form = await scene.opened({ templateId: 'narrow', only: ['colour'] })
    const submitKey = await scene.submitKeyFor(form)
    const refused = await scene.submitWith(form, submitKey, { nickname: 'Ada' })
    expect(errorsIn(refused)).toEqual([{ field: 'answers.nickname', code: 'unknown' }])
    expect(statusAndCode(await scene.submitWith(form, submitKey, {}))).toBe('201 done')
  })

  test.each([
    [{ only: [] }, [{ field: 'only', code: 'too-short' }]],
    [{ only: ['nickname', 'nobody'] }, [{ field: 'only.1', code: 'unknown' }]],
    [{ only: ['pin'] }, [{ field: 'sealingKey', code: 'required' }]],
    [{}, [{ field: 'sealingKey', code: 'required' }]],
    [{ templateId: 'nowhere' }, [{ field: 'templateId', code: 'unknown' }]],
    [{ locale: 'German' }, [{ field: 'locale', code: 'bad-format' }]],
    [{ templateId: undefined }, [{ field: 'templateId', code: 'required' }]],
  ])('with %j is not valid', async (body, errors) => {
    await put('asking', draft)
    const reply = await scene.send({ templateId: 'asking', ...body })
    expect(statusAndCode(reply)).toBe('422 not-valid')
    expect(errorsIn(reply)).toEqual(errors)
  })

  test('that follows a form of another conversation, another site or nowhere is not available', async () => {
    const other = await newScene(target)
    const theirs = await other.sent()
    const elsewhere = await scene.sent({}, { to: await scene.newConversation() })
    for (const follows of [theirs.formId, elsewhere.formId, '00000000-0000-4000-8000-000000000000']) {
      expect(statusAndCode(await scene.send({ follows }))).toBe('404 not-available')
    }
    const { formId } = await scene.sent()
    expect(textField(await scene.send({ follows: formId }), 'status')).toBe('sent')
  })
})

describe('a template is refused', () => {
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
    ['with two questions of one id', { ...draft, questions: [first, first] }, 'questions.1.id', 'bad-format'],
    ['with a type that is none', withQuestion({ type: 'cvv' }), 'questions.0.type', 'not-an-option'],
    ['with an unknown field', withQuestion({ autocomplete: 'x' }), 'questions.0.autocomplete', 'unknown'],
    ['without the title in its default locale', { ...draft, title: { de: 'x' } }, 'title.en', 'required'],
    ['with a label that is no object', withQuestion({ label: 'x' }), 'questions.0.label', 'wrong-type'],
    ['with a choice of nothing', withQuestion({ type: 'choice' }), 'questions.0.options', 'required'],
    [
      'with options that nobody can choose',
      withQuestion({ options: [{ value: 'a', label: { en: 'a' } }] }),
      'questions.0.options',
      'unknown',
    ],
    ['with a pin on the record', withQuestion({ type: 'pin' }), 'questions.0.offTheRecord', 'must-be-sealed'],
    [
      'with a shortest above the longest',
      withQuestion({ minLength: 9, maxLength: 3 }),
      'questions.0.maxLength',
      'bad-format',
    ],
    ['with a script as a logo', { ...draft, theme: { logo: 'javascript:alert(1)' } }, 'theme.logo', 'bad-format'],
    ['with a colour that is none', { ...draft, theme: { accent: 'red' } }, 'theme.accent', 'bad-format'],
    ['with an enabled of its own', { ...draft, enabled: true }, 'enabled', 'unknown'],
  ])('%s', async (_, body, field, code) => {
    const reply = await put('refused', body)
    expect(statusAndCode(reply)).toBe('422 not-valid')
    expect(errorsIn(reply)).toContainEqual({ field, code })
  })

  test('and nothing was stored of it', async () => {
    await put('refused', { ...draft, questions: [] })
    expect(statusAndCode(await get('refused'))).toBe('404 not-found')
  })

  test('not when it asks a hundred questions', async () => {
    const questions = Array.from({ length: 100 }, (_, index) => ({ ...first, id: `q${index}` }))
    expect((await put('long', { ...draft, questions })).status).toBe(200)
    expect((await scene.send({ templateId: 'long' })).status).toBe(201)
  })
})
