/** The tags that the people who deploy a stage add to its resources, within AWS's limits for tags. */
import * as z from 'zod/mini'
import { text } from './setting-schemas.ts'

/** The tags that every stage has. */
export const ownTagKeys = ['service', 'stage']

const maxTags = 40
const tagsAllowed = `at most ${maxTags} tags, each a name with a value`
const key = `the name of a tag: 1 to 128 letters, digits, spaces or _.:/=+-@, not beginning with aws:, and not ${ownTagKeys.join(' or ')}`
const value = 'the value of a tag: at most 256 letters, digits, spaces or _.:/=+-@'

/** https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html */
const TagKey = text(key, /^(?!aws:)[\p{L}\p{N} _.:/=+\-@]{1,128}$/iu).check(
  z.refine((name) => !ownTagKeys.includes(name), { error: key }),
)

/**
 * The tags in the settings. A resource can have 50 tags. The number is lower here, to leave room for the tags of
 * CloudFormation and of the service itself.
 */
export const StageTags = z
  .record(TagKey, text(value, /^[\p{L}\p{N} _.:/=+\-@]{0,256}$/u), {
    error: ({ code }) => (code === 'invalid_key' ? key : tagsAllowed),
  })
  .check(z.refine((tags) => Object.keys(tags).length <= maxTags, { error: tagsAllowed }))
