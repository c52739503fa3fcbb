// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.openapi.boundary;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Sends the OpenAPI document of all resources that are deployed. It takes the place of the container's own. */
@WebServlet({"/openapi", "/openapi/"})
public class ApiDocumentServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    transient BeanManager beans;

    private byte[] document = {};

    @Override
    public void init() throws ServletException {
        List<Class<?>> classes = new ArrayList<>();
        for (Bean<?> bean : beans.getBeans(Object.class, Any.Literal.INSTANCE)) {
            classes.add(bean.getBeanClass());
        }
        try {
            for (ServletRegistration servlet :
                    getServletContext().getServletRegistrations().values()) {
                if (servlet.getClassName().startsWith("io.flipside.")) {
                    classes.add(Class.forName(servlet.getClassName()));
                }
            }
        } catch (ClassNotFoundException e) {
            throw new ServletException(e);
        }
        String root = getServletContext().getContextPath() + "/";
        document = ApiDocument.of(classes, root).toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("application/json");
        response.setContentLength(document.length);
        response.getOutputStream().write(document);
    }
}
