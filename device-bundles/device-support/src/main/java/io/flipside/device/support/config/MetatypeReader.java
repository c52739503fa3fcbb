// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.support.config;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Parses the subset of OSGi Metatype XML that bnd generates. */
final class MetatypeReader extends DefaultHandler {
    private final Map<String, SortedMap<String, KeyDefinition>> types = new HashMap<>();
    private final Map<String, String> pids = new HashMap<>();
    private SortedMap<String, KeyDefinition> keys = new TreeMap<>();
    private String designated = "";
    private @Nullable Attributes key;
    private final List<String> options = new ArrayList<>();

    static List<ConfigurationSchema> read(InputStream xml) throws IOException {
        MetatypeReader reader = new MetatypeReader();
        try {
            SAXParserFactory factory = SAXParserFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.newSAXParser().parse(xml, reader);
        } catch (SAXException | ParserConfigurationException e) {
            throw new IOException("not a Metatype document: " + e.getMessage(), e);
        }
        List<ConfigurationSchema> schemas = new ArrayList<>();
        reader.pids.forEach((type, pid) ->
                schemas.add(new ConfigurationSchema(pid, type, reader.types.getOrDefault(type, new TreeMap<>()))));
        return schemas;
    }

    @Override
    public void startElement(String uri, String local, String element, Attributes attributes) {
        switch (element) {
            case "OCD" -> {
                keys = new TreeMap<>();
                types.put(attributes.getValue("id"), keys);
            }
            case "AD" -> {
                key = new org.xml.sax.helpers.AttributesImpl(attributes);
                options.clear();
            }
            case "Option" -> options.add(attributes.getValue("value"));
            case "Designate" -> designated = text(attributes, "pid").orElse("");
            case "Object" -> pids.put(attributes.getValue("ocdref"), designated);
            default -> {
                // Icons and localisation are of no interest here.
            }
        }
    }

    @Override
    public void endElement(String uri, String local, String element) {
        Attributes complete = key;
        if (element.equals("AD") && complete != null && complete.getValue("id") != null) {
            String name = complete.getValue("id");
            keys.put(
                    name,
                    new KeyDefinition(
                            name,
                            complete.getValue("type"),
                            !"false".equals(complete.getValue("required")),
                            text(complete, "default"),
                            number(complete, "min"),
                            number(complete, "max"),
                            options,
                            text(complete, "description").orElse("")));
            key = null;
        }
    }

    private static Optional<String> text(Attributes attributes, String name) {
        return Optional.ofNullable(attributes.getValue(name));
    }

    private static OptionalLong number(Attributes attributes, String name) {
        // Bundles of others have limits that are no whole numbers.
        return text(attributes, name)
                .filter(text -> text.matches("-?[0-9]{1,18}"))
                .map(text -> OptionalLong.of(Long.parseLong(text)))
                .orElse(OptionalLong.empty());
    }
}
