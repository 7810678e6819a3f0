/** The JSON Schemas of the reference: a table of fields for each. */
import { isJson, type Json } from '../../../../contracts/documentation/json-schemas.ts'
import { codeOf, escapeHtml, type LinkOf, markdown } from './html.ts'

/** Returns the type of a value as HTML: a link to its schema, a list of its values, or a JSON type. */
export const typeHtml = (schema: unknown, linkOf: LinkOf): string => {
  if (!isJson(schema)) return 'any value'
  const { $ref, enum: values, const: constant, anyOf, items, additionalProperties, type } = schema
  if (typeof $ref === 'string') return codeOf($ref.slice($ref.lastIndexOf('/') + 1), linkOf)
  if (constant !== undefined) return `<code>${escapeHtml(JSON.stringify(constant))}</code>`
  if (Array.isArray(values)) return valuesHtml(values)
  if (Array.isArray(anyOf)) return anyOf.map((each) => typeHtml(each, linkOf)).join(' or ')
  if (type === 'array') return `list of ${typeHtml(items, linkOf)}`
  if (isJson(additionalProperties)) return `object of ${typeHtml(additionalProperties, linkOf)}`
  return escapeHtml(String(type ?? 'any value'))
}

/** The most values to list. A longer list, such as that of all currencies, is described in words. */
const maxValues = 40

const valuesHtml = (values: readonly unknown[]): string =>
  values.length > maxValues
    ? `one of ${values.length} values`
    : values.map((value) => `<code>${escapeHtml(String(value))}</code>`).join(' | ')

const constraintNames = [
  'format',
  'pattern',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'minimum',
  'maximum',
  'default',
]

/** Returns the constraints of a value, such as its pattern, as HTML. */
const constraintsHtml = (schema: Json): string => {
  const stated = constraintNames.flatMap((name) => {
    const value = schema[name]
    return value === undefined || value === Number.MAX_SAFE_INTEGER
      ? []
      : [`${name} <code>${escapeHtml(JSON.stringify(value))}</code>`]
  })
  return stated.length === 0 ? '' : `<p class="quiet">${stated.join(', ')}</p>`
}

/** Returns the table of the fields of an object schema. */
const fieldsHtml = (properties: Json, required: readonly unknown[], linkOf: LinkOf): string => `<table>
<thead><tr><th scope="col">Field</th><th scope="col">Type</th><th scope="col">Meaning</th></tr></thead>
<tbody>
${Object.entries(properties)
  .map(([name, property]) => {
    const schema: Json = isJson(property) ? property : {}
    const need = required.includes(name) ? '' : ' <span class="quiet">optional</span>'
    const meaning = markdown(String(schema.description ?? ''), linkOf)
    return `<tr><th scope="row"><code>${escapeHtml(name)}</code>${need}</th><td>${typeHtml(schema, linkOf)}</td><td>${meaning}${constraintsHtml(schema)}</td></tr>`
  })
  .join('\n')}
</tbody>
</table>`

/** Returns the section of a named schema. */
export const schemaHtml = (name: string, schema: unknown, linkOf: LinkOf): string => {
  const whole: Json = isJson(schema) ? schema : {}
  const { description, properties, required } = whole
  const fields = isJson(properties) ? properties : {}
  const body =
    Object.keys(fields).length > 0
      ? fieldsHtml(fields, Array.isArray(required) ? required : [], linkOf)
      : `<p>${typeHtml(whole, linkOf)}</p>${constraintsHtml(whole)}`
  return `<article id="schema-${escapeHtml(name)}">
<h3>${escapeHtml(name)}</h3>
${markdown(String(description ?? ''), linkOf)}
${body}
</article>`
}
