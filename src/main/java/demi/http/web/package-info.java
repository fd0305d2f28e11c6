/** What all routes share: bodies, answers, problems, tokens, addresses of clients, static files. */
@org.jspecify.annotations.NullMarked
package demi.http.web;
