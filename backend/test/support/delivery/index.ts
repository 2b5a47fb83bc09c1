export { ageDatabase } from './age-database.js';
export { DeliveryStage, type StagePerson } from './delivery-stage.js';
export { APPROVAL, CHOICE, LinkStage, NOTICE } from './link-stage.js';
