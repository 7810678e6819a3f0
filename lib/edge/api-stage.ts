/** The API's only stage. Its name is part of the API's own address, which clients never see. */
export const apiStage = 'live'
