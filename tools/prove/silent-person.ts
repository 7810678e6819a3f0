/**
 * The name of a person who signs in but sends no request. If the service knows this person, only the pool can have
 * recorded them.
 */
export const silentPerson = 'prove-silent'
