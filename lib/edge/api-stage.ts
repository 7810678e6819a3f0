/** The one stage of the API, a word in its own address that no client ever sees. */
export const apiStage = 'live'
