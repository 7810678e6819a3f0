/**
 * The identifiers of the protocol. In the service, each identifier is a branded string. Only parsing creates a branded
 * string, never a cast.
 */
import * as z from 'zod/mini'

const reserved = new Set(['constructor', 'prototype'])

/**
 * Names that people choose: for sites, templates, questions and profiles. Names of built-in object properties are
 * excluded.
 */
const name = () =>
  z.string().check(
    z.regex(/^[a-z][a-z0-9-]{0,63}$/),
    z.refine((value) => !reserved.has(value)),
  )

/**
 * Ids of conversations, agents and subjects. They come from the brand's own systems and are used unchanged. They have 1
 * to 256 printable ASCII characters, without space, `/`, `\\`, `%`, `?` and `#`, so that a path can contain them. `.`
 * and `..` are excluded, because URL parsers remove them.
 */
const externalId = () =>
  z.string().check(
    z.regex(/^[!"$&-.0->@-[\]-~]{1,256}$/),
    z.refine((value) => value !== '.' && value !== '..'),
  )

/** A UUID of version 4 (RFC 9562). Only lower case is accepted, so that each id has exactly one spelling. */
const uuid = () => z.string().check(z.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/))

export const SiteId = name().brand<'SiteId'>()
export type SiteId = z.infer<typeof SiteId>

export const TemplateId = name().brand<'TemplateId'>()
export type TemplateId = z.infer<typeof TemplateId>

export const QuestionId = name().brand<'QuestionId'>()
export type QuestionId = z.infer<typeof QuestionId>

export const ProfileName = name().brand<'ProfileName'>()
export type ProfileName = z.infer<typeof ProfileName>

export const ConversationId = externalId().brand<'ConversationId'>()
export type ConversationId = z.infer<typeof ConversationId>

/** The id by which the chat backend names an agent. It equals the subject of the agent's sign-in. */
export const AgentId = externalId().brand<'AgentId'>()
export type AgentId = z.infer<typeof AgentId>

export const FormId = uuid().brand<'FormId'>()
export type FormId = z.infer<typeof FormId>

/** The token that stands for the answers. Outside the PCI zone, it is the only reference to a submission. */
export const SubmissionId = uuid().brand<'SubmissionId'>()
export type SubmissionId = z.infer<typeof SubmissionId>

export const ErasureId = uuid().brand<'ErasureId'>()
export type ErasureId = z.infer<typeof ErasureId>

/**
 * The brand's own id of a visitor. It is opaque to the service, but must be well-formed Unicode, because UTF-8 cannot
 * encode a lone surrogate.
 */
export const VisitorRef = z.string().check(
  z.minLength(1),
  z.maxLength(128),
  z.refine((text) => text.isWellFormed()),
)

/** A language tag with the usual parts of BCP 47: language, script and region. */
export const Locale = z.string().check(z.regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/))
export type Locale = z.infer<typeof Locale>

/** A time in ISO 8601, UTC, with milliseconds: the only time format on the wire. */
export const Timestamp = z.string().check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/))
export type Timestamp = z.infer<typeof Timestamp>
