package demi.http.rest;

import demi.http.HttpTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;

/** The real HTTP verticle, the rest of the house played; what the tests of routes share. */
public abstract class RouteFixture extends HttpTest {

    public static final String LOGIN = "/api/v1/auth/login";
    public static final String GOOD = "{\"email\":\"ada@example.org\",\"password\":\"pw\"}";

    public HttpResponse<String> delete(String path, String token) throws Exception {
        return call("DELETE", path, BodyPublishers.noBody(), as(token));
    }

    public HttpResponse<String> patch(String path, String body) throws Exception {
        return call("PATCH", path, BodyPublishers.ofString(body), as("ada"));
    }

    public HttpResponse<String> put(String path, String body) throws Exception {
        return call("PUT", path, BodyPublishers.ofString(body), as("bob"));
    }
}
