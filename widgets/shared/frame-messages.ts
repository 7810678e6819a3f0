/**
 * What a frame of the service and the embedding script around it tell each other. Ids, states, sizes, and of a sent form the
 * link that the chat carries; never an answer. Both ends look at origin, window and shape of a message before they believe it.
 */
import * as z from 'zod/mini'
import { ConversationId, FormId, Locale, QuestionId, SubmissionId, TemplateId } from '../../contracts/identifiers.ts'

/** Says which language is spoken; a message of any other is not for us. */
const sealform = z.literal('v1')

/** The frame's answer to hello: it is there, and speaks. */
const Ready = z.strictObject({ sealform, message: z.literal('ready') })

/**
 * The highest frame, in CSS pixels. A template of 64 KiB, a hundred questions with long hints, needs less on the narrowest phone
 * with its text at 200 %; what is higher still scrolls inside its frame.
 */
const maxPixels = 500_000

/** CSS pixels that the frame needs, so that the page around it can make room. */
const Height = z.strictObject({
  sealform,
  message: z.literal('height'),
  height: z.int().check(z.gte(1), z.lte(maxPixels)),
})

/**
 * The frame shows something else, from this many CSS pixels below its own top: a heading after *Review*, a summary of what is
 * wrong. A browser scrolls a page of another origin for nobody but that page itself, so the frame asks for it.
 */
const ScrollTo = z.strictObject({
  sealform,
  message: z.literal('scroll-to'),
  top: z.int().check(z.gte(0), z.lte(maxPixels)),
})

/** About the frame itself, whichever page it shows. */
export const FrameLayout = z.union([Ready, Height, ScrollTo])
export type FrameLayout = z.infer<typeof FrameLayout>

/** A host ignores what is not of the shape above, so what a page measures is brought into it. */
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
/** How far the visitor is with each question; nothing about what they typed. */
const Progress = z.strictObject({
  ...formEvent('progress').shape,
  questions: z.record(QuestionId, z.enum(['empty', 'valid', 'invalid'])),
})
/** Why a frame shows nothing to work with: a word of a closed list. */
const Failed = z.strictObject({
  sealform,
  message: z.literal('event'),
  event: z.literal('error'),
  code: z.enum(['not-available', 'damaged-link', 'not-safe', 'unreachable', 'not-signed-in', 'not-permitted']),
})

/** What the chat around the visitor's page is told. */
export const VisitorFrameEvent = z.union([Opened, Progress, Submitted, Declined, Expired, Failed])
export type VisitorFrameEvent = z.infer<typeof VisitorFrameEvent>
export type VisitorFrameMessage = FrameLayout | VisitorFrameEvent

const Sent = z.strictObject({
  ...formEvent('sent').shape,
  templateId: TemplateId,
  /** In the language that the form was sent in. */
  title: z.string().check(z.maxLength(200)),
  /** For the chat to carry to the visitor, with the fingerprint of the tab's key. */
  link: z.string().check(z.maxLength(2_000)),
})
const Retrieved = z.strictObject({ ...formEvent('retrieved').shape, submissionId: SubmissionId })
const SignedOut = z.strictObject({ sealform, message: z.literal('event'), event: z.literal('signed-out') })
/** The frame asks for an access token: at its start, and when the one it has is refused. */
const TokenWanted = z.strictObject({ sealform, message: z.literal('token-wanted') })

/** What the desktop around the agent panel is told, and asked for. */
export const AgentFrameEvent = z.union([
  Sent,
  Opened,
  Progress,
  z.strictObject({ ...formEvent('submitted').shape }),
  Declined,
  Expired,
  Retrieved,
  SignedOut,
  Failed,
  TokenWanted,
])
export type AgentFrameEvent = z.infer<typeof AgentFrameEvent>
export type AgentFrameMessage = FrameLayout | AgentFrameEvent

/** Of the page around a frame. */
export const ColorScheme = z.enum(['light', 'dark'])
export type ColorScheme = z.infer<typeof ColorScheme>

/** The first word of a host: from then on the frame speaks with that window under that origin and with no other. */
export const VisitorHostMessage = z.strictObject({
  sealform,
  message: z.literal('hello'),
  /** Of the page's own words, where the embedding page names one before the form is shown; else the form's own language counts. */
  locale: z.optional(Locale),
  /** Without it that of the visitor's system. May change: then hello is said again. */
  colorScheme: z.optional(ColorScheme),
})
export type VisitorHostMessage = z.infer<typeof VisitorHostMessage>

export const AgentHostMessage = z.union([
  z.strictObject({
    sealform,
    message: z.literal('hello'),
    conversationId: ConversationId,
    /** Of the panel's own words. */
    locale: z.optional(Locale),
    /** As the chat knows the visitor's: the language in which forms are offered first. */
    visitorLocale: z.optional(Locale),
    colorScheme: z.optional(ColorScheme),
  }),
  /** None: the desktop has nobody signed in. */
  z.strictObject({
    sealform,
    message: z.literal('access-token'),
    accessToken: z.optional(z.string().check(z.maxLength(8_192))),
  }),
])
export type AgentHostMessage = z.infer<typeof AgentHostMessage>
