/**
 * What the tests of the visitor's page share: one real Chromium, one local server under a clock that stands still, and an agent
 * whose tab made a sealing key. Forms are sent over HTTP as an agent desktop would.
 */
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { contextHash, type FormContext } from '../../../contracts/form-context.ts'
import { FormId, QuestionId } from '../../../contracts/identifiers.ts'
import { SealedAnswer } from '../../../contracts/sealing.ts'
import { createSealingKey } from '../../../widgets/shared/agent-sealing-key.ts'
import { withFingerprint } from '../../../widgets/shared/visitor-link.ts'
import { launchChromium } from '../../browser.ts'
import { watchCspViolations } from '../../csp-violations.ts'
import { newScene, type Scene } from '../../e2e/scene.ts'
import { textField } from '../../kit/http-client.ts'
import { startMemoryService } from '../../kit/service.ts'
import { startEmbeddingChat } from './embedding-chat.ts'
import { everyType } from './every-type.ts'

export interface FormForVisitor {
  readonly formId: string
  /** The chat that it was sent in, and its agent. */
  readonly scene: Scene
  /** As the chat carries it, with the fingerprint of the agent's tab. */
  readonly link: string
  /** What the agent reads, once: stored and sealed answers by question. */
  answers(): Promise<Readonly<Record<string, string>>>
}

export interface Visit {
  readonly context: BrowserContext
  readonly page: Page
  /** Errors and warnings of the console, among them each breach of the content security policy, and what was thrown. */
  readonly browserErrors: readonly string[]
  /** Requests to any origin but the service's. */
  readonly foreignRequests: readonly string[]
}

const entries = (record: unknown): readonly (readonly [string, unknown])[] =>
  typeof record === 'object' && record !== null ? Object.entries(record) : []

export const startVisitorEnvironment = async () => {
  const launched = await launchChromium()
  if (launched === undefined) throw new Error('these tests need Chromium')
  const browser: Browser = launched
  const policies = watchCspViolations(browser)
  const target = await startMemoryService()
  const chat = await startEmbeddingChat()
  const first = await newScene(target)
  const { siteId } = first
  const administrator = await first.token('administrator', 'ada')
  let latest = { scene: first, madeAt: target.clock.now() }
  /** Sign-ins go idle, so once time has passed the agent signs in again. */
  const sceneNow = async () => {
    const madeAt = target.clock.now()
    if (madeAt !== latest.madeAt) latest = { scene: await newScene(target, siteId), madeAt }
    return latest.scene
  }
  const put = (path: string, body: unknown) => first.request('PUT', path, { token: administrator, body })

  const putTemplate = async (template: { readonly templateId: string }) =>
    textField(await put(`/v1/templates/${template.templateId}`, template), 'templateId')
  await putTemplate(everyType)
  const site = { name: 'Acme', embeddingOrigins: [chat.origin, 'https://brand.example'] }
  textField(await first.request('PATCH', '/v1/site', { token: administrator, body: site }), 'name')

  const send = async (
    templateId: string,
    locale = 'en',
    more: { readonly only?: readonly string[]; readonly context?: FormContext } = {},
  ): Promise<FormForVisitor> => {
    const scene = await sceneNow()
    const key = await createSealingKey()
    const fingerprint = await key.fingerprint({ template: await scene.template(templateId), locale, ...more })
    const reply = await scene.send({ templateId, locale, sealingKey: key.sealingKey, ...more })
    const formId = textField(reply, 'formId')
    const read = async () => {
      const submissionId = textField(
        await scene.request('GET', `/v1/forms/${formId}`, { token: scene.agent }),
        'submissionId',
      )
      const retrieveKey = textField(await scene.issueRetrieveKey(formId), 'retrieveKey')
      const { body } = await scene.retrieveWith(submissionId, retrieveKey)
      const { answers, sealedAnswers, templateVersion } = Object.fromEntries(entries(body))
      const stored = entries(answers).map(([id, answer]) => [id, String(answer)] as const)
      const opened = entries(sealedAnswers).map(async ([id, sealed]) => {
        const place = {
          formId: FormId.parse(formId),
          templateVersion: Number(templateVersion),
          questionId: QuestionId.parse(id),
          contextHash: more.context && (await contextHash(more.context)),
        }
        return [id, await key.open(SealedAnswer.parse(sealed), place)] as const
      })
      return Object.fromEntries([...stored, ...(await Promise.all(opened))])
    }
    return { formId, scene, link: withFingerprint(textField(reply, 'link'), fingerprint), answers: read }
  }

  /** A browser of its own: nothing of another visit is in it. */
  const visit = async (options: BrowserContextOptions = {}): Promise<Visit> => {
    const browserErrors: string[] = []
    const foreignRequests: string[] = []
    const context = await browser.newContext({
      reducedMotion: 'reduce',
      viewport: { width: 720, height: 900 },
      ...options,
    })
    context.setDefaultTimeout(15_000)
    context.on('page', (page) => {
      page.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) browserErrors.push(message.text())
      })
      page.on('pageerror', (error) => browserErrors.push(error.message))
      page.on('request', (request) => {
        if (new URL(request.url()).origin !== target.origin) foreignRequests.push(request.url())
      })
    })
    return { context, page: await context.newPage(), browserErrors, foreignRequests }
  }

  return {
    ...{ browser, target, chat, siteId, put, putTemplate, send, visit },
    close: async () => {
      await browser.close()
      await target.close()
      await chat.close()
      policies.expectNoViolations()
    },
  }
}

export type VisitorEnvironment = Awaited<ReturnType<typeof startVisitorEnvironment>>
