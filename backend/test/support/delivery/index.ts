export { age } from './ageing.js';
export { DeliveryStage, type StagePerson } from './delivery-stage.js';
