export { DeliveryStage, type StagePerson } from './delivery-stage.js';
