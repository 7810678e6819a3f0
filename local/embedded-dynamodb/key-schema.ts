import type { AttributeValue, Item } from './attribute-value.ts'
import type { Key } from './rows.ts'
import { validationError } from './wire.ts'

export interface KeyAttribute {
  readonly name: string
  readonly type: 'S' | 'N'
}

/** The attributes that form the key of a table's items. */
export interface KeySchema {
  readonly partition: KeyAttribute
  readonly sort?: KeyAttribute
}

/**
 * Returns the key of a whole item.
 * @throws ValidationException if the item does not contain it
 */
export const keyOfItem = (schema: KeySchema, item: Item): Key => ({
  partition: keyValue(schema.partition, item[schema.partition.name]),
  sort: schema.sort === undefined ? '' : keyValue(schema.sort, item[schema.sort.name]),
})

/**
 * Returns the key that these attributes form.
 * @throws ValidationException if one is missing, or another attribute is among them
 */
export const keyOfAttributes = (schema: KeySchema, attributes: Item): Key => {
  if (Object.keys(attributes).length !== (schema.sort === undefined ? 1 : 2))
    throw validationError('The provided key element does not match the schema')
  return keyOfItem(schema, attributes)
}

/** Returns the attributes of the item that form its key. */
export const keyAttributesOf = ({ partition, sort }: KeySchema, item: Item): Item =>
  Object.fromEntries(
    [partition, ...(sort === undefined ? [] : [sort])].flatMap(({ name }) => {
      const value = item[name]
      return value === undefined ? [] : [[name, value]]
    }),
  )

/** @throws ValidationException if the value is missing, empty or of another type */
export const keyValue = ({ name, type }: KeyAttribute, value: AttributeValue | undefined): string | number => {
  if (value === undefined)
    throw validationError(`One or more parameter values were invalid: Missing the key ${name} in the item`)
  if (type === 'N' && 'N' in value) return Number(value.N)
  if (type === 'S' && 'S' in value) {
    if (value.S !== '') return value.S
    throw validationError(
      `One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: ${name}`,
    )
  }
  throw validationError(
    `One or more parameter values were invalid: Type mismatch for key ${name} expected: ${type} actual: ${Object.keys(value)[0]}`,
  )
}
