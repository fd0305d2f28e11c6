/** What is asked of the model once everybody is silent: appraisal, facts, notes on what a cut will lose. */
@org.jspecify.annotations.NullMarked
package demi.conductor.followup;
