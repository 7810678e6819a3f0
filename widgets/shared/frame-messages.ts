/**
 * The messages between a frame with one of the service's pages and the embedding script. They contain ids, states, sizes, and the
 * link of a sent form, but never an answer. Both ends check the origin, window and schema of a message before they use it.
 */
import * as z from 'zod/mini'
import { ConversationId, FormId, Locale, QuestionId, SubmissionId, TemplateId } from '../../contracts/identifiers.ts'

/** The version of the messages. Both ends ignore messages of any other version. */
const sealform = z.literal('v1')

/** The frame's reply to `hello`. It means that the frame has loaded. */
const Ready = z.strictObject({ sealform, message: z.literal('ready') })

/**
 * The maximum height of a frame, in CSS pixels. A template of 64 KiB, with a hundred questions and long hints, needs less on the
 * narrowest phone with text at 200 %. Content that is higher scrolls inside the frame.
 */
const maxPixels = 500_000

/** The height that the frame needs, in CSS pixels, so that the embedding page can resize it. */
const Height = z.strictObject({
  sealform,
  message: z.literal('height'),
  height: z.int().check(z.gte(1), z.lte(maxPixels)),
})

/**
 * Asks the embedding page to scroll to new content, for example to a heading after *Review* or to an error summary. The content
 * is `top` CSS pixels below the top of the frame. A frame cannot itself scroll an embedding page from another origin.
 */
const ScrollTo = z.strictObject({
  sealform,
  message: z.literal('scroll-to'),
  top: z.int().check(z.gte(0), z.lte(maxPixels)),
})

/** The messages about the frame itself, which are the same for all pages. */
export const FrameLayout = z.union([Ready, Height, ScrollTo])
export type FrameLayout = z.infer<typeof FrameLayout>

/** Clamps a measured size to the range of the schemas above, because a host ignores messages that do not match them. */
const clampPixels = (minimum: number, pixels: number): number =>
  Math.min(Math.max(minimum, Math.ceil(pixels)), maxPixels)

export const heightMessage = (pixels: number): FrameLayout => ({
  sealform: 'v1',
  message: 'height',
  height: clampPixels(1, pixels),
})

export const scrollMessage = (pixels: number): FrameLayout => ({
  sealform: 'v1',
  message: 'scroll-to',
  top: clampPixels(0, pixels),
})

const formEvent = <const Name extends string>(event: Name) =>
  z.strictObject({ sealform, message: z.literal('event'), event: z.literal(event), formId: FormId })

const Opened = formEvent('opened')
const Declined = formEvent('declined')
const Expired = formEvent('expired')
const Submitted = z.strictObject({ ...formEvent('submitted').shape, submissionId: SubmissionId })
/** The state of each question, without its answer. */
const Progress = z.strictObject({
  ...formEvent('progress').shape,
  questions: z.record(QuestionId, z.enum(['empty', 'valid', 'invalid'])),
})
/** The reason why a frame shows no form or panel, as a code of a closed list. */
const Failed = z.strictObject({
  sealform,
  message: z.literal('event'),
  event: z.literal('error'),
  code: z.enum([
    'not-available',
    'damaged-link',
    'not-safe',
    'unreachable',
    'unsupported',
    'not-signed-in',
    'not-permitted',
  ]),
})

/** The events that the visitor's page sends to the chat that embeds it. */
export const VisitorFrameEvent = z.union([Opened, Progress, Submitted, Declined, Expired, Failed])
export type VisitorFrameEvent = z.infer<typeof VisitorFrameEvent>
export type VisitorFrameMessage = FrameLayout | VisitorFrameEvent

const Sent = z.strictObject({
  ...formEvent('sent').shape,
  templateId: TemplateId,
  /** The form's title, in the language of the form. */
  title: z.string().check(z.maxLength(200)),
  /** The link, with the fingerprint, that the chat sends to the visitor. */
  link: z.string().check(z.maxLength(2_000)),
})
const Retrieved = z.strictObject({ ...formEvent('retrieved').shape, submissionId: SubmissionId })
/** The agent has viewed the answers: those that are not masked at once, or the first that they revealed. */
const Viewed = formEvent('viewed')
/** The number of forms with answers that the agent has not viewed, for example for the title of the desktop's tab. */
const Unread = z.strictObject({
  sealform,
  message: z.literal('event'),
  event: z.literal('unread'),
  count: z.int().check(z.gte(0)),
})
const SignedOut = z.strictObject({ sealform, message: z.literal('event'), event: z.literal('signed-out') })
/** The frame requests an access token. It does so when it starts, and when the service refuses the current token. */
const TokenRequested = z.strictObject({ sealform, message: z.literal('token-wanted') })

/** The events and requests that the agent panel sends to the desktop that embeds it. */
export const AgentFrameEvent = z.union([
  Sent,
  Opened,
  Progress,
  z.strictObject({ ...formEvent('submitted').shape }),
  Declined,
  Expired,
  Retrieved,
  Viewed,
  Unread,
  SignedOut,
  Failed,
  TokenRequested,
])
export type AgentFrameEvent = z.infer<typeof AgentFrameEvent>
export type AgentFrameMessage = FrameLayout | AgentFrameEvent

/** The colour scheme of the embedding page. */
export const ColorScheme = z.enum(['light', 'dark'])
export type ColorScheme = z.infer<typeof ColorScheme>

export const maxRadiusPixels = 24

/** The look of the embedding page, as the embedding script has read it from CSS custom properties. It contains no CSS. */
export const HostTheme = z.strictObject({
  accent: z.optional(z.string().check(z.regex(/^#[0-9a-f]{6}$/))),
  /** The radius of buttons and fields, in CSS pixels. */
  radius: z.optional(z.number().check(z.gte(0), z.lte(maxRadiusPixels))),
  /** A list of font families. It contains no character that could end a declaration or begin a function such as `url()`. */
  font: z.optional(z.string().check(z.regex(/^[\p{L}\p{N} ,"'_-]{1,200}$/u))),
})
export type HostTheme = z.infer<typeof HostTheme>

/**
 * The first message from an embedding page. From then on, the frame communicates only with the window and origin of this message.
 */
export const VisitorHostMessage = z.strictObject({
  sealform,
  message: z.literal('hello'),
  /**
   * The language of the page's own messages. It has an effect only if it is set before the form is shown. The default is the
   * form's language.
   */
  locale: z.optional(Locale),
  /**
   * The colour scheme of the embedding page. The default is the colour scheme of the visitor's system. When the embedding page
   * changes its scheme, the host sends `hello` again.
   */
  colorScheme: z.optional(ColorScheme),
  theme: z.optional(HostTheme),
})
export type VisitorHostMessage = z.infer<typeof VisitorHostMessage>

export const AgentHostMessage = z.union([
  z.strictObject({
    sealform,
    message: z.literal('hello'),
    conversationId: ConversationId,
    /** The language of the panel's own messages. */
    locale: z.optional(Locale),
    /** The visitor's language, as known to the chat. The panel preselects it for forms. */
    visitorLocale: z.optional(Locale),
    /** The template that the panel lists first and preselects. */
    suggestedTemplate: z.optional(TemplateId),
    colorScheme: z.optional(ColorScheme),
    theme: z.optional(HostTheme),
  }),
  /** The token that the frame requested. If `accessToken` is absent, no agent is signed in to the desktop. */
  z.strictObject({
    sealform,
    message: z.literal('access-token'),
    accessToken: z.optional(z.string().check(z.maxLength(8_192))),
  }),
])
export type AgentHostMessage = z.infer<typeof AgentHostMessage>
