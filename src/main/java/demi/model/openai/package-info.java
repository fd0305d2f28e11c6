/** The interface of OpenAI as vLLM, llama.cpp's server, LocalAI and LM Studio have it, and what differs among them. */
@org.jspecify.annotations.NullMarked
package demi.model.openai;
